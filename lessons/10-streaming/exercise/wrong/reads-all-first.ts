/** Lesson 10, a wrong answer: the whole file is collected before the first write. */

import { once } from 'node:events';
import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  for (const piece of all) if (!socket.write(piece)) await once(socket, 'drain');
}
