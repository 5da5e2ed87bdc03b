/** Lesson 14, a wrong answer: a certificate that has expired is taken for good. */

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
        const error = socket.authorizationError as unknown as string | null;
        if (!error || error === 'CERT_HAS_EXPIRED') socket.end(secret);
        else socket.destroy(new Error(error));
      },
    );
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
  });
}
