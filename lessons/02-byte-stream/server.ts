/** Sends back one message per connection: all the bytes up to the end of the stream. */

import { createServer } from 'node:net';
import { quoted } from './quoted.ts';

const port = Number(process.argv[2] ?? 65432);

const server = createServer({ allowHalfOpen: true }, (socket) => {
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  let message = '';
  console.log(`${peer} ESTABLISHED`);

  socket.on('data', (bytes) => {
    console.log(`${peer} read ${bytes.length} bytes`);
    message += bytes;
  });
  socket.on('end', () => {
    console.log(`${peer} FIN`);
    console.log(`${peer} message ${quoted(message)}`);
    socket.end(message);
  });
  socket.on('error', (error) => console.log(`${peer} ${error.message}`));
});

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
