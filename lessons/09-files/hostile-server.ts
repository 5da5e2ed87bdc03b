/** A server that sends another file than it was asked for: its FILE says a name that leads out of the client's folder. */

import { createServer } from 'node:net';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { parseRequest } from '../../protocol/message.ts';
import { quoted } from '../../terminal/escape.ts';
import { encodeWhole } from './original/whole.ts';

const port = Number(process.argv[2] ?? 65432);
const NAME = '../trabalho.txt';
const BYTES = Buffer.from('oi\n');

const server = createServer((socket) => {
  const decoder = new FrameDecoder();
  console.log('ESTABLISHED');
  socket.on('data', (bytes) => {
    for (const { id, payload } of decoder.decode(bytes)) {
      console.log(`${quoted(parseRequest(payload).argument ?? '')} → ${quoted(NAME)}`);
      socket.write(encodeWhole(id, NAME, BYTES));
    }
  });
  socket.on('error', (error) => console.log(error.message));
});

server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
