/**
 * Lesson 14: your client. Save it, then type: npx tsx lessons check 14
 * Lição 14: o seu cliente. Salve e digite: npx tsx lessons check 14
 */

import { connect } from 'node:tls';

export interface TrustedServer {
  /** On 127.0.0.1. Em 127.0.0.1. */
  readonly port: number;
  /** For whom its certificate must speak. Em nome de quem o certificado tem que falar. */
  readonly name: string;
  /** The certificate of the authority that must have signed it, in PEM. O da autoridade que o assinou, em PEM. */
  readonly ca: string;
}

/**
 * Sends `secret` to the right server and to nobody else. Rejects when it is another one.
 * Envia `secret` ao servidor certo e a mais ninguém. Rejeita se é outro.
 */
export function sendSecret({ port }: TrustedServer, secret: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // TODO: whom do we trust, and whom do we expect?
    // TODO: em quem confiamos, e quem esperamos encontrar?
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(secret));
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
  });
}
