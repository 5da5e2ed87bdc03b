/**
 * Reads nothing, and leaves its oldest connection in the way that is typed: end(), destroy() or resetAndDestroy(). What
 * was sent to it waits, unread.
 */

import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

const port = Number(process.argv[2] ?? 65432);
const connected: Socket[] = [];

const ways: ReadonlyMap<string, (socket: Socket) => void> = new Map([
  ['end()', (socket) => void socket.end()],
  ['destroy()', (socket) => void socket.destroy()],
  ['resetAndDestroy()', (socket) => void socket.resetAndDestroy()],
]);

const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
  socket.on('error', (error) => console.log(error.message));
  connected.push(socket);
  console.log(`${socket.remoteAddress}:${socket.remotePort} ESTABLISHED`);
});

createInterface({ input: process.stdin }).on('line', (line) => {
  const leave = ways.get(line);
  const socket = leave && connected.shift();
  if (socket) leave(socket);
  else console.log([...ways.keys()].join(' '), `(${connected.length} connected)`);
});

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
