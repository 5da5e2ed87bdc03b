/** Lesson 01, a wrong answer: a client that leaves is taken off the count. */

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
      this.clients -= 1;
      socket.end(`client ${number}: ${received} bytes`);
    });
  }
}
