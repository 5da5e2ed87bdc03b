/** Lesson 01, a wrong answer: the number is looked up when the client leaves. */

import type { Socket } from 'node:net';

export class EchoServer {
  clients = 0;

  accept(socket: Socket): void {
    this.clients += 1;
    let received = 0;
    socket.on('data', (bytes) => {
      received += bytes.length;
      socket.write(bytes);
    });
    socket.on('end', () => socket.end(`client ${this.clients}: ${received} bytes`));
  }
}
