/** Lesson 10, a wrong answer: waits for 'drain' after each write, also when write() gave true. */

import { once } from 'node:events';
import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) {
    socket.write(piece);
    await once(socket, 'drain');
  }
}
