/** One loop for all clients, and a command that calculates: PRIMOS 3000000. While it does, nothing else happens here. */

import { createServer } from 'node:net';
import type { Request } from '../../../protocol/message.ts';
import { countPrimes } from './primes.mjs';
import { online, serve } from './serve.ts';

const port = Number(process.argv[2] ?? 65432);

function answer({ command, argument }: Request): string {
  return command === 'PRIMOS' ? `${countPrimes(Number(argument))} primos` : online();
}

const server = createServer({ allowHalfOpen: true, noDelay: true }, (conn) => void serve(conn, answer));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
