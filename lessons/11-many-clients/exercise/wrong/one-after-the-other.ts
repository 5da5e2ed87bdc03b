/** Lesson 11, a wrong answer: a calculation begins when the one before has ended. */

import { setImmediate } from 'node:timers/promises';

let before: Promise<unknown> = Promise.resolve();

export function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  const mine = before.then(() => count(below, isPrime));
  before = mine;
  return mine;
}

async function count(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let found = 0;
  for (let candidate = 2; candidate < below; candidate += 1) {
    if (isPrime(candidate)) found += 1;
    if (candidate % 1_000 === 0) await setImmediate();
  }
  return found;
}
