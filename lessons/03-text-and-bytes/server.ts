/** Sends back one message per connection. Its bytes are made text only when all of them are there. */

import { createServer } from 'node:net';
import { quoted } from './quoted.ts';

const port = Number(process.argv[2] ?? 65432);

const server = createServer({ allowHalfOpen: true }, (socket) => {
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  const parts: Buffer[] = [];
  console.log(`${peer} ESTABLISHED`);

  socket.on('data', (bytes) => {
    console.log(`${peer} read ${bytes.length} bytes`);
    parts.push(bytes);
  });
  socket.on('end', () => {
    console.log(`${peer} FIN`);
    const message = Buffer.concat(parts);
    console.log(`${peer} message ${quoted(String(message))}`);
    socket.end(message);
  });
  socket.on('error', (error) => console.log(`${peer} ${error.message}`));
});

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
