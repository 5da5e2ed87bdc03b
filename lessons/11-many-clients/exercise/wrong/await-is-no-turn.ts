/** Lesson 11, a wrong answer: it waits for a promise that is ready already. */

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) {
    if (isPrime(candidate)) count += 1;
    if (candidate % 1_000 === 0) await Promise.resolve();
  }
  return count;
}
