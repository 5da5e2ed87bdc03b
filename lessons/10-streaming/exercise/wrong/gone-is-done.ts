/** Lesson 10, a wrong answer: 'close' ends the waiting, and nobody is told. */

import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) {
    if (socket.destroyed) return;
    if (!socket.write(piece)) await changed(socket);
  }
}

function changed(socket: Writable): Promise<void> {
  return new Promise((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', resolve);
  });
}
