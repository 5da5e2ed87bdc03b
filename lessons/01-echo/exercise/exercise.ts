/** Lesson 01: your echo with a farewell. Save it, then type: npx tsx lessons check 01 */

import type { Socket } from 'node:net';

export class EchoServer {
  /** How many clients have come so far. */
  clients = 0;

  /** Called once for each client; `socket` is connected to this one and to no other. */
  accept(socket: Socket): void {
    socket.on('data', (bytes) => socket.write(bytes));
    // TODO: when the client's stream has ended, send `client 2: 10 bytes` (its number, its bytes), and end.
  }
}
