/** Lesson 01, a wrong answer: it ends its direction and writes afterwards. */

import type { Socket } from 'node:net';

export class EchoServer {
  clients = 0;

  accept(socket: Socket): void {
    this.clients += 1;
    const number = this.clients;
    let received = 0;
    socket.on('data', (bytes) => {
      received += bytes.length;
      socket.write(bytes);
    });
    socket.on('end', () => {
      socket.end();
      socket.write(`client ${number}: ${received} bytes`);
    });
  }
}
