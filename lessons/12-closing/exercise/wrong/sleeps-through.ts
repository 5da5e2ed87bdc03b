/** Lesson 12, a wrong answer: it always takes as long as it may. */

import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export async function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  socket.end(lastBytes);
  socket.resume();
  await sleep(longestMs);
  socket.destroy();
}
