/** Lesson 12, a wrong answer: a reset is not taken for an end. */

import { once } from 'node:events';
import type { Socket } from 'node:net';

export async function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  const cut = setTimeout(() => socket.destroy(), longestMs);
  const closed = once(socket, 'close');
  socket.end(lastBytes);
  socket.resume();
  await closed;
  clearTimeout(cut);
}
