/** Lesson 14: a client that knows to whom it speaks. · Lição 14: um cliente que sabe com quem fala. */

import { connect } from 'node:tls';

export interface TrustedServer {
  readonly port: number;
  readonly name: string;
  readonly ca: string;
}

export function sendSecret({ port, name, ca }: TrustedServer, secret: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: name, ca }, () => {
      socket.end(secret);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
  });
}
