/** One loop for all clients, and a command that calculates in a thread of its own: PRIMOS 3000000. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Request } from '../../../protocol/message.ts';
import { online, serve } from './serve.ts';

const port = Number(process.argv[2] ?? 65432);
const WORKER = new URL('primes-worker.mjs', import.meta.url);

async function answer({ command, argument }: Request): Promise<string> {
  if (command !== 'PRIMOS') return online();
  const worker = new Worker(WORKER, { workerData: Number(argument), execArgv: [] });
  const [count] = (await once(worker, 'message')) as [number];
  return `${count} primos`;
}

const server = createServer({ allowHalfOpen: true, noDelay: true }, (conn) => void serve(conn, answer));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
