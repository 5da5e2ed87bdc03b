/** Lesson 12, a wrong answer: it waits for an event that may have been. */

import type { Socket } from 'node:net';

export function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const close = () => {
      clearTimeout(cut);
      socket.once('close', () => resolve());
      socket.destroy();
    };
    const cut = setTimeout(close, longestMs);
    socket.once('end', close);
    socket.end(lastBytes);
    socket.resume();
  });
}
