/** Lesson 01, a wrong answer: the socket is kept in a field that all clients share. */

import type { Socket } from 'node:net';

export class EchoServer {
  clients = 0;
  socket: Socket | undefined;

  accept(socket: Socket): void {
    this.clients += 1;
    const number = this.clients;
    let received = 0;
    this.socket = socket;
    this.socket.on('data', (bytes) => {
      received += bytes.length;
      this.socket?.write(bytes);
    });
    this.socket.on('end', () => this.socket?.end(`client ${number}: ${received} bytes`));
  }
}
