/** Lesson 11, a wrong answer: the function is async, and still nobody else has a turn. */

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) if (isPrime(candidate)) count += 1;
  return count;
}
