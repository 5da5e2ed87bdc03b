/**
 * A thread for each client, to be compared with one-loop.ts: says how much memory it has taken.
 *
 * Simplified on purpose: Node keeps the sockets in the main thread, so a client's thread is asked for the answers.
 */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { tellMemory } from './memory.ts';
import { serve } from './serve.ts';

const port = Number(process.argv[2] ?? 65432);
const THREAD = new URL('thread.mjs', import.meta.url);
let connected = 0;

const server = createServer({ allowHalfOpen: true, noDelay: true }, (conn) => {
  const thread = new Worker(THREAD, { execArgv: [] });
  const ready = once(thread, 'message').then(() => {
    connected += 1;
    tellMemory(connected);
  });
  conn.once('close', () => void thread.terminate());
  void serve(conn, async ({ command }) => {
    await ready;
    thread.postMessage(command);
    const [reply] = (await once(thread, 'message')) as [string];
    return reply;
  });
});
server.listen(port, '127.0.0.1', () => {
  console.log('LISTEN', server.address());
  tellMemory(connected);
});
