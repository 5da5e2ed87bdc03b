/**
 * Lesson 01: your echo with a farewell. Save it, then type: npx tsx lessons check 01
 * Lição 01: o seu eco com despedida. Salve e digite: npx tsx lessons check 01
 */

import type { Socket } from 'node:net';

export class EchoServer {
  /** How many clients have come so far. · Quantos clientes já chegaram. */
  clients = 0;

  /**
   * Called once for each client; `socket` is connected to this one and to no other.
   * Chamada uma vez para cada cliente; `socket` está conectado a ele e a mais nenhum.
   */
  accept(socket: Socket): void {
    socket.on('data', (bytes) => socket.write(bytes));
    // TODO: when the client's stream has ended, send `client 2: 10 bytes` (its number, its bytes), and end.
    // TODO: quando o fluxo do cliente terminar, envie `client 2: 10 bytes` (o número e os bytes dele) e encerre.
  }
}
