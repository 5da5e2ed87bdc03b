/** Lesson 10: a sender. · Lição 10: quem envia. */

import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) {
    if (socket.destroyed) throw new Error('the client is gone');
    if (!socket.write(piece)) await drained(socket);
  }
}

/** Waits for 'drain' or 'close', whichever comes first, and then listens to neither. */
function drained(socket: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      socket.off('drain', settle);
      socket.off('close', settle);
      if (socket.destroyed) reject(new Error('the client is gone'));
      else resolve();
    };
    socket.on('drain', settle);
    socket.on('close', settle);
  });
}
