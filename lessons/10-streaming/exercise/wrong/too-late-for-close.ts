/** Lesson 10, a wrong answer: listens to 'close' only while it waits, and that may have been before. */

import type { Writable } from 'node:stream';

export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) if (!socket.write(piece)) await drained(socket);
}

function drained(socket: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      socket.off('drain', settle);
      socket.off('close', settle);
      if (socket.destroyed) reject(new Error('gone'));
      else resolve();
    };
    socket.on('drain', settle);
    socket.on('close', settle);
  });
}
