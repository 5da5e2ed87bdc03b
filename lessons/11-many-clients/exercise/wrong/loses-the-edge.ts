/** Lesson 11, a wrong answer: the number at the end of each slice is left out. */

import { setImmediate } from 'node:timers/promises';

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  for (let from = 2; from < below; from += 1_000) {
    for (let candidate = from; candidate < Math.min(from + 999, below); candidate += 1)
      if (isPrime(candidate)) count += 1;
    await setImmediate();
  }
  return count;
}
