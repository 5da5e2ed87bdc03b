/** The least that a server in Node can do: what comes in goes out again. */

import { createServer } from 'node:net';
import { announce } from './peer.ts';

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', (bytes) => socket.write(bytes));
});
await announce(server);
