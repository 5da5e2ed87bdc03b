/** Lesson 12: the last word. · Lição 12: a última palavra. */

import type { Socket } from 'node:net';

/**
 * Sends `lastBytes`, ends our direction, and gives the other side `longestMs` to end its own. Resolves when the socket
 * is closed. Whoever calls it listens to the socket's 'error' already, and reads it no more.
 */
export function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => socket.destroy(), longestMs);
    socket.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    socket.end(lastBytes);
    socket.resume();
  });
}
