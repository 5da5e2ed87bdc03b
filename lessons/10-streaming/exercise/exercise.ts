/**
 * Lesson 10: your sender. Save it, then type: npx tsx lessons check 10
 * Lição 10: quem envia. Salve e digite: npx tsx lessons check 10
 */

import type { Writable } from 'node:stream';

/**
 * Sends all `pieces`, in order; resolves when the socket has taken the last, rejects when the client goes away before.
 * A socket is a Writable: `write`, 'drain', 'close', `destroyed`. Somebody else listens to its 'error'.
 *
 * Envia todos os `pieces`, em ordem; resolve quando o socket aceitou o último, rejeita se o cliente vai embora antes. Um
 * socket é um Writable: `write`, 'drain', 'close', `destroyed`. O 'error' dele outra pessoa já escuta.
 */
export async function send(socket: Writable, pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of pieces) {
    // TODO: write() gives an answer. And who waits may be waiting for somebody who is gone.
    // TODO: o write() dá uma resposta. E quem espera talvez espere alguém que já se foi.
    socket.write(piece);
  }
}
