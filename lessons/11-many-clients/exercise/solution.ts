/** Lesson 11: counting in turns. · Lição 11: contar passando a vez. */

import { setImmediate } from 'node:timers/promises';

const SLICE = 1_000;

/** How many of the numbers 2, 3, … below `below` are prime. */
export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) {
    if (isPrime(candidate)) count += 1;
    if (candidate % SLICE === 0) await setImmediate();
  }
  return count;
}
