/** Lesson 10, a wrong answer: what write() gives is not looked at. */

import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) {
    if (socket.destroyed) throw new Error('gone');
    socket.write(piece);
  }
}
