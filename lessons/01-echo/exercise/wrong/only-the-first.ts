/** Lesson 01, a wrong answer: the first client is taken for the only one. */

import type { Socket } from 'node:net';

export class EchoServer {
  clients = 0;

  accept(socket: Socket): void {
    this.clients += 1;
    if (this.clients > 1) return;
    let received = 0;
    socket.on('data', (bytes) => {
      received += bytes.length;
      socket.write(bytes);
    });
    socket.on('end', () => socket.end(`client 1: ${received} bytes`));
  }
}
