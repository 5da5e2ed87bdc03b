/** Lesson 12, a wrong answer: where the other side has ended, it does not wait for the socket to close. */

import type { Socket } from 'node:net';

export function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => socket.destroy(), longestMs);
    socket.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    socket.end(lastBytes);
    if (socket.readableEnded) resolve();
    else socket.resume();
  });
}
