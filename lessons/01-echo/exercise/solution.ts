/** Lesson 01: an echo with a farewell. */

import type { Socket } from 'node:net';

export class EchoServer {
  /** How many clients have come so far. */
  clients = 0;

  /** Called once for each client; `socket` is connected to this one and to no other. */
  accept(socket: Socket): void {
    this.clients += 1;
    const number = this.clients;
    let received = 0;
    socket.on('data', (bytes) => {
      received += bytes.length;
      socket.write(bytes);
    });
    socket.on('end', () => socket.end(`client ${number}: ${received} bytes`));
  }
}
