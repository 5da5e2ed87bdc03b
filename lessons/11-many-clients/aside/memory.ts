/** How the two servers that are compared say what they cost. */

const MIB = 2 ** 20;

/** Prints how many clients are connected, and how much memory this process has taken of the machine's, in MiB. */
export function tellMemory(connected: number): void {
  console.log(`${connected} connected, ${(process.memoryUsage().rss / MIB).toFixed(1)} MiB`);
}
