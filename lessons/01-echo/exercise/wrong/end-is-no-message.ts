/** Lesson 01, a wrong answer: it waits for a read of 0 bytes. */

import type { Socket } from 'node:net';

export class EchoServer {
  clients = 0;

  accept(socket: Socket): void {
    this.clients += 1;
    const number = this.clients;
    let received = 0;
    socket.on('data', (bytes) => {
      received += bytes.length;
      if (bytes.length === 0) socket.end(`client ${number}: ${received} bytes`);
      else socket.write(bytes);
    });
  }
}
