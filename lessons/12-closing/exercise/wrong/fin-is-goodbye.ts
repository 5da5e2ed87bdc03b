/** Lesson 12, a wrong answer: who has ended its direction is taken to be gone. */

import type { Socket } from 'node:net';

export function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => socket.destroy(), longestMs);
    socket.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    if (socket.readableEnded) socket.destroy();
    else socket.end(lastBytes);
    socket.resume();
  });
}
