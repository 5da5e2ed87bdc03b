/** Lesson 12, a wrong answer: the clock begins anew with every byte. */

import type { Socket } from 'node:net';

export function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    socket.setTimeout(longestMs, () => socket.destroy());
    socket.once('close', () => resolve());
    socket.end(lastBytes);
    socket.resume();
  });
}
