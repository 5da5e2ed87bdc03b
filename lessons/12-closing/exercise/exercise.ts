/**
 * Lesson 12: your last word. Save it, then type: npx tsx lessons check 12
 * Lição 12: a sua última palavra. Salve e digite: npx tsx lessons check 12
 */

import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Sends `lastBytes`, ends our direction, and gives the other side `longestMs` to end its own. Resolves when the socket
 * is closed. Whoever calls it listens to the socket's 'error' already, and reads it no more.
 *
 * Envia `lastBytes`, encerra a nossa direção e dá ao outro lado `longestMs` para encerrar a dele. Resolve quando o
 * socket está fechado. Quem a chama já escuta o 'error' do socket, e não o lê mais.
 */
export async function finish(socket: Socket, lastBytes: Buffer, longestMs: number): Promise<void> {
  socket.end(lastBytes);
  // TODO: the other side may still have much to say. Or it ended long ago. Or it never will.
  // TODO: o outro lado pode ter muito a dizer ainda. Ou já encerrou há tempos. Ou não vai encerrar nunca.
  await sleep(longestMs);
  socket.destroy();
}
