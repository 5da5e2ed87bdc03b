/** The simplest relay that Node can make: two pipes. Its one word is the port that it leads to. */

import { connect, createServer } from 'node:net';
import { announce } from './peer.ts';

const target = Number(process.argv[2]);
const server = createServer({ noDelay: true }, (client) => {
  const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
  client.pipe(upstream).pipe(client);
  for (const socket of [client, upstream]) socket.on('error', () => {});
});
await announce(server);
