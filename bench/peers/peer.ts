/** What our small peers have in common: they tell their port to whoever started them, and end with it. */

import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

export async function announce(server: Server): Promise<void> {
  server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 });
  await once(server, 'listening');
  endWithStarter();
  process.send?.({ listening: (server.address() as AddressInfo).port });
}

/** Says what `answer` gives whenever it is asked. */
export function answering(answer: () => unknown): void {
  endWithStarter();
  process.on('message', () => void Promise.resolve(answer()).then((value) => process.send?.(value)));
}

function endWithStarter(): void {
  process.once('disconnect', () => process.exit());
}
