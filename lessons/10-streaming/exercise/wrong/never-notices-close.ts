/** Lesson 10, a wrong answer: waits for 'drain' and for nothing else. */

import { once } from 'node:events';
import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) if (!socket.write(piece)) await once(socket, 'drain');
}
