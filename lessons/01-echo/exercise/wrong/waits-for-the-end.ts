/** Lesson 01, a wrong answer: nothing is echoed before the stream ends. */

import type { Socket } from 'node:net';

export class EchoServer {
  clients = 0;

  accept(socket: Socket): void {
    this.clients += 1;
    const number = this.clients;
    const parts: Buffer[] = [];
    socket.on('data', (bytes) => parts.push(bytes));
    socket.on('end', () => {
      const all = Buffer.concat(parts);
      socket.write(all);
      socket.end(`client ${number}: ${all.length} bytes`);
    });
  }
}
