/** Lesson 01, a wrong answer: it ends the connection after what one read brought. */

import type { Socket } from 'node:net';

export class EchoServer {
  clients = 0;

  accept(socket: Socket): void {
    this.clients += 1;
    const number = this.clients;
    socket.on('data', (bytes) => {
      socket.write(bytes);
      socket.end(`client ${number}: ${bytes.length} bytes`);
    });
  }
}
