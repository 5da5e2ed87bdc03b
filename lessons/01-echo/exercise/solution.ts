/** Lesson 01: an echo with a farewell. · Lição 01: um eco com despedida. */

import type { Socket } from 'node:net';

export class EchoServer {
  /** How many clients have come so far. · Quantos clientes já chegaram. */
  clients = 0;

  /**
   * Called once for each client; `socket` is connected to this one and to no other.
   * Chamada uma vez para cada cliente; `socket` está conectado a ele e a mais nenhum.
   */
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
