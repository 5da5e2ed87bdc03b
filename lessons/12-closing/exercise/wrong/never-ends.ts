/** Lesson 12, a wrong answer: it lets the other side end first. */

import type { Socket } from 'node:net';

export function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => socket.destroy(), longestMs);
    socket.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    socket.once('end', () => socket.end(lastBytes));
    socket.resume();
  });
}
