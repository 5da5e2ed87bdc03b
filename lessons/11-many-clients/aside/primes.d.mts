/** The types of primes.mjs. */

export function countPrimes(below: number): number;
