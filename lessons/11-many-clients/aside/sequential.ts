/**
 * Serves one client to its end before it takes the next.
 *
 * Node accepts all that come: they wait in this program. In C or Python they would wait in the system's queue, behind
 * the call that accepts. To a client it is the same.
 */

import { on } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { online, serve } from './serve.ts';

const port = Number(process.argv[2] ?? 65432);
const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));

for await (const [conn] of on(server, 'connection')) await serve((conn as Socket).resume(), online);
