/**
 * Preloaded into a server (`--import`), it says how many bytes of memory its process takes whenever the starter asks.
 * After full collections (`--expose-gc`): what is garbage is no client's.
 */

process.on('message', () => {
  for (let time = 0; time < 2; time += 1) globalThis.gc?.();
  process.send?.(process.memoryUsage.rss());
});
