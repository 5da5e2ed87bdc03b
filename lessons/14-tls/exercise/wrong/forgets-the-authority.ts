/** Lesson 14, a wrong answer: nobody has told the client whom to trust. */

import { connect } from 'node:tls';

export interface TrustedServer {
  readonly port: number;
  readonly name: string;
  readonly ca: string;
}

export function sendSecret({ port, name }: TrustedServer, secret: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: name }, () => {
      socket.end(secret);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
  });
}
