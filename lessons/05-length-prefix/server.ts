/** Sends back every message, as soon as it is complete. */

import { createServer } from 'node:net';
import { encodeMessage, MessageDecoder } from './framing.ts';
import { quoted } from './quoted.ts';

const port = Number(process.argv[2] ?? 65432);

const server = createServer({ allowHalfOpen: true }, (socket) => {
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  const decoder = new MessageDecoder();
  console.log(`${peer} ESTABLISHED`);

  socket.on('data', (bytes) => {
    console.log(`${peer} read ${bytes.length} bytes`);
    try {
      for (const message of decoder.push(bytes)) {
        console.log(`${peer} message ${quoted(String(message))}`);
        socket.write(encodeMessage(message));
      }
    } catch (error) {
      socket.destroy(error as Error);
    }
  });
  socket.on('end', () => {
    console.log(`${peer} FIN`);
    if (decoder.isEmpty) socket.end();
    else socket.destroy(new Error('the stream ended inside a message'));
  });
  socket.on('error', (error) => console.log(`${peer} ${error.message}`));
});

server.on('error', (error) => console.error(error.message));
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
