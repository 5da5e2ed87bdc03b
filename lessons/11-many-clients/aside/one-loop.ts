/** One loop for all clients, to be compared with thread-per-client.ts: says how much memory it has taken. */

import { createServer } from 'node:net';
import { tellMemory } from './memory.ts';
import { online, serve } from './serve.ts';

const port = Number(process.argv[2] ?? 65432);
let connected = 0;

const server = createServer({ allowHalfOpen: true, noDelay: true }, (conn) => {
  void serve(conn, online);
  connected += 1;
  tellMemory(connected);
});
server.listen(port, '127.0.0.1', () => {
  console.log('LISTEN', server.address());
  tellMemory(connected);
});
