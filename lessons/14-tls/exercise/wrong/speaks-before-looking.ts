/** Lesson 14, a wrong answer: the secret has left before the certificate is judged. */

import { connect } from 'node:tls';

export interface TrustedServer {
  readonly port: number;
  readonly name: string;
  readonly ca: string;
}

export function sendSecret({ port, name, ca }: TrustedServer, secret: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { port, host: '127.0.0.1', servername: name, ca, rejectUnauthorized: false },
      () => {
        socket.end(secret, () => {
          if (!socket.authorized) reject(socket.authorizationError);
        });
      },
    );
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
  });
}
