/** Lesson 11, a wrong answer: the count stands outside the function, and all calculations share it. */

import { setImmediate } from 'node:timers/promises';

let count = 0;

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) {
    if (isPrime(candidate)) count += 1;
    if (candidate % 1_000 === 0) await setImmediate();
  }
  return count;
}
