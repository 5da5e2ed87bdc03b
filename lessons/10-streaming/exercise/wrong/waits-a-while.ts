/** Lesson 10, a wrong answer: after false it waits for some time, and hopes. */

import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces)
    if (!socket.write(piece)) await new Promise((resolve) => setTimeout(resolve, 50));
}
