/** Sends back what it reads. One listening socket waits; every client gets a connected socket of its own. */

import { createServer } from 'node:net';
import { quoted } from './quoted.ts';

const port = Number(process.argv[2] ?? 65432);

const server = createServer((socket) => {
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  console.log(`${peer} ESTABLISHED`);

  socket.on('data', (bytes) => {
    console.log(`${peer} read ${bytes.length} bytes`);
    console.log(`${peer} message ${quoted(String(bytes))}`);
    socket.write(bytes);
  });
  socket.on('end', () => console.log(`${peer} FIN`));
  socket.on('error', (error) => console.log(`${peer} ${error.message}`));
});

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
