/** Lesson 11, a wrong answer: all slices are set at once, so they run one right after the other. */

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  const slices: Promise<number>[] = [];
  for (let from = 2; from < below; from += 1_000)
    slices.push(
      new Promise((resolve) => {
        setImmediate(() => resolve(countBetween(from, Math.min(from + 1_000, below), isPrime)));
      }),
    );
  return (await Promise.all(slices)).reduce((sum, count) => sum + count, 0);
}

function countBetween(from: number, below: number, isPrime: (candidate: number) => boolean): number {
  let count = 0;
  for (let candidate = from; candidate < below; candidate += 1) if (isPrime(candidate)) count += 1;
  return count;
}
