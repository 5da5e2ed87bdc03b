/**
 * Somebody in the middle who says: I am the server. It has a certificate for the same name, signed by an authority that
 * it has made itself. To the real server it is a client like any other.
 *
 *     npx tsx lessons/14-tls/impostor.ts PORT SERVER-PORT
 */

import { connect, createServer } from 'node:tls';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { quoted } from '../../terminal/escape.ts';
import { identity, makeIdentity } from './keys/identity.ts';

const [port = 65433, serverPort = 65432] = process.argv.slice(2).map(Number);
const { key, cert } = await makeIdentity({ dns: 'localhost', ip: '127.0.0.1' });
const { ca } = await identity();

const impostor = createServer({ key, cert }, (victim) => {
  const server = connect({ port: serverPort, host: '127.0.0.1', ca });
  const decoder = new FrameDecoder();
  victim.on('data', (bytes) => {
    for (const { payload } of decoder.decode(bytes)) console.log(`I read ${quoted(String(payload))}`);
  });
  victim.pipe(server).pipe(victim);
  victim.on('error', () => server.destroy());
  server.on('error', () => victim.destroy());
});

impostor.on('tlsClientError', (error: NodeJS.ErrnoException) => console.log(`no handshake: ${error.code}`));
impostor.listen(port, '127.0.0.1', () => console.log('LISTEN', impostor.address()));
