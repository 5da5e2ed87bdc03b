/** Lesson 12, a wrong answer: there is no deadline. */

import type { Socket } from 'node:net';

export function finish(socket: Socket, lastBytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.end(lastBytes);
    socket.resume();
  });
}
