/** Lesson 11, a wrong answer: nextTick comes before all that others have to say. */

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) {
    if (isPrime(candidate)) count += 1;
    if (candidate % 1_000 === 0) await new Promise<void>((resolve) => process.nextTick(resolve));
  }
  return count;
}
