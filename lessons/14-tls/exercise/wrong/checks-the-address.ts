/** Lesson 14, a wrong answer: the certificate is to speak for 127.0.0.1. */

import { connect } from 'node:tls';

export interface TrustedServer {
  readonly port: number;
  readonly name: string;
  readonly ca: string;
}

export function sendSecret({ port, ca }: TrustedServer, secret: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', ca }, () => {
      socket.end(secret);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
  });
}
