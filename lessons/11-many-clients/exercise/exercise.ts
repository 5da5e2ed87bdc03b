/**
 * Lesson 11: counting in turns. Save it, then type: npx tsx lessons check 11
 * Lição 11: contar passando a vez. Salve e digite: npx tsx lessons check 11
 */

/**
 * How many of the numbers 2, 3, … below `below` are prime.
 * Quantos dos números 2, 3, … menores que `below` são primos.
 */
export async function countPrimes(below: number, isPrime: (candidate: number) => boolean): Promise<number> {
  let count = 0;
  for (let candidate = 2; candidate < below; candidate += 1) {
    if (isPrime(candidate)) count += 1;
    // TODO: after every 1,000 numbers, let everybody else have a turn.
    // TODO: a cada 1.000 números, passe a vez a todos os outros.
  }
  return count;
}
