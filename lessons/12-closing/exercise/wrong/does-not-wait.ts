/** Lesson 12, a wrong answer: it resolves when its own direction has ended. */

import type { Socket } from 'node:net';

export function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => socket.destroy(), longestMs);
    socket.once('close', () => clearTimeout(cut));
    socket.end(lastBytes, () => resolve());
    socket.resume();
  });
}
