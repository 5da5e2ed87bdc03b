/** Lesson 10: your sender. Save it, then type: npx tsx lessons check 10 */

import type { Writable } from 'node:stream';

/**
 * Sends all `pieces`, in order; resolves when the socket has taken the last, rejects when the client goes away before.
 * A socket is a Writable: `write`, 'drain', 'close', `destroyed`. Somebody else listens to its 'error'.
 */
export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) {
    // TODO: write() gives an answer. And who waits may be waiting for somebody who is gone.
    socket.write(piece);
  }
}
