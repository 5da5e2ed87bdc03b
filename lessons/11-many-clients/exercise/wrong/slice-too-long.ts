/** Lesson 11, a wrong answer: the others have a turn, but seldom. */

import { setImmediate } from 'node:timers/promises';

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) {
    if (isPrime(candidate)) count += 1;
    if (candidate % 20_000 === 0) await setImmediate();
  }
  return count;
}
