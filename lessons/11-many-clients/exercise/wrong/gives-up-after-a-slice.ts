/** Lesson 11, a wrong answer: the result is given when the first slice is done; the others count for nobody. */

export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  let candidate = 2;
  const slice = () => {
    const end = Math.min(candidate + 1_000, below);
    for (; candidate < end; candidate += 1) if (isPrime(candidate)) count += 1;
    if (candidate < below) setImmediate(slice);
  };
  slice();
  return count;
}
