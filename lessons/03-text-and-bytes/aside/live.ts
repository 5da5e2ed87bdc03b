/** Shows text as it comes: a letter as soon as its last byte is there. Bytes that are not UTF-8 end the connection. */

import { createServer } from 'node:net';
import { quoted } from '../quoted.ts';

const port = Number(process.argv[2] ?? 65432);

const server = createServer({ allowHalfOpen: true }, (socket) => {
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  console.log(`${peer} ESTABLISHED`);

  /** Half a letter waits in the decoder; at the end it is an error. */
  function show(bytes?: Buffer): void {
    try {
      const text = decoder.decode(bytes, { stream: bytes !== undefined });
      if (text !== '') console.log(`${peer} text ${quoted(text)}`);
    } catch {
      socket.destroy(new Error('not UTF-8'));
    }
  }
  socket.on('data', (bytes) => {
    console.log(`${peer} read ${bytes.length} bytes`);
    show(bytes);
  });
  socket.on('end', () => {
    console.log(`${peer} FIN`);
    show();
    socket.end();
  });
  socket.on('error', (error) => console.log(`${peer} ${error.message}`));
});

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
