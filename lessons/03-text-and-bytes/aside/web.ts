/**
 * Node's own web server: of what follows the head of a request, it takes as many bytes as Content-Length says. Answers
 * nothing.
 */

import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { quoted } from '../quoted.ts';

const port = Number(process.argv[2] ?? 65432);

const server = createServer((request) => {
  const peer = peerOf(request.socket);
  const parts: Buffer[] = [];
  request.on('data', (bytes: Buffer) => parts.push(bytes));
  request.on('end', () => {
    const body = String(Buffer.concat(parts));
    console.log(`${peer} Content-Length ${request.headers['content-length']}, body ${quoted(body)}`);
  });
});
server.on('connection', (socket) => console.log(`${peerOf(socket)} ESTABLISHED`));
server.on('clientError', (_error, socket) => {
  const peer = peerOf(socket as Socket);
  // The body before these bytes is told first.
  socket.once('close', () => console.log(`${peer} what follows the body is no request`));
  socket.destroy();
});

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress}:${remotePort}`;
}

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
