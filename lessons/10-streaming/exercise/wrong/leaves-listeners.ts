/** Lesson 10, a wrong answer: the listener that was not called stays, one more for each wait. */

import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) {
    if (socket.destroyed) throw new Error('gone');
    if (!socket.write(piece)) await drained(socket);
  }
}

function drained(socket: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('drain', resolve);
    socket.once('close', () => reject(new Error('gone')));
  });
}
