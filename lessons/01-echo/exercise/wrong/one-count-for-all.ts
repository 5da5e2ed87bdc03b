/** Lesson 01, a wrong answer: the bytes of all clients are counted together. */

import type { Socket } from 'node:net';

export class EchoServer {
  clients = 0;
  received = 0;

  accept(socket: Socket): void {
    this.clients += 1;
    const number = this.clients;
    socket.on('data', (bytes) => {
      this.received += bytes.length;
      socket.write(bytes);
    });
    socket.on('end', () => socket.end(`client ${number}: ${this.received} bytes`));
  }
}
