/** Lesson 11, a wrong answer: a timer for every number. */

import { setTimeout } from 'node:timers/promises';

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) {
    if (isPrime(candidate)) count += 1;
    await setTimeout(0);
  }
  return count;
}
