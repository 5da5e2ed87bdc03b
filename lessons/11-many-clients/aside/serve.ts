/**
 * What the small programs beside this file have in common: a client is served from its first request to its FIN.
 *
 * Simplified on purpose: a bad request ends the connection.
 */

import type { Socket } from 'node:net';
import { encodeBye, encodeReply, parseRequest, type Request } from '../../../protocol/message.ts';
import { quoted } from '../../../terminal/escape.ts';
import { FrameSocket } from '../frame-socket.ts';

/** The answer to a request: now, or when it is ready. */
export type Answer = (request: Request) => string | Promise<string>;

/** Resolves when the client has ended. Never rejects. */
export async function serve(conn: Socket, answer: Answer): Promise<void> {
  const addr = `${conn.remoteAddress}:${conn.remotePort}`;
  console.log(`${addr} ESTABLISHED`);
  const why = await new Promise<string>((resolve) => {
    const frames = new FrameSocket(conn, {
      async take({ id, payload }) {
        const request = parseRequest(payload);
        frames.add(encodeReply(id, await answer(request)));
        console.log(`${addr} ${quoted(request.command)}`);
      },
      ended() {
        frames.finish(encodeBye(0), 'FIN');
        resolve('FIN');
      },
      closed: resolve,
    });
    frames.start();
  });
  console.log(`${addr} ${why}`);
}

export function online(): string {
  return 'Servidor online 24 horas';
}
