/**
 * Something that keeps the processor busy for a while. Plain JavaScript, because a worker thread of Node 20 loads no
 * TypeScript; primes.d.mts tells the types.
 */

/** How many primes are smaller than `below`, with every divisor tried: slow on purpose. */
export function countPrimes(below) {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) if (isPrime(candidate)) count += 1;
  return count;
}

function isPrime(candidate) {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1)
    if (candidate % divisor === 0) return false;
  return true;
}
