/** Lesson 12, a wrong answer: the clock runs on when there is nothing left to cut. */

import type { Socket } from 'node:net';

export function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => socket.destroy(), longestMs);
    socket.once('close', () => resolve());
    socket.end(lastBytes);
    socket.resume();
  });
}
