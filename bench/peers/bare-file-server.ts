/** Sends a file to whoever connects, as Node's own streams do it: no frames, no checks. Its one word is the path. */

import { createReadStream } from 'node:fs';
import { createServer } from 'node:net';
import { announce } from './peer.ts';

const path = process.argv[2] ?? '';
const server = createServer((socket) => {
  socket.on('error', () => {});
  createReadStream(path).pipe(socket);
});
await announce(server);
