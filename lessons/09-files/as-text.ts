/**
 * A picture sent in the way of lesson 08: the answer is a REPLY, a REPLY is text, so the picture is made a text. Whatever
 * is asked, it is this picture.
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { encodeReply } from '../../protocol/message.ts';

const port = Number(process.argv[2] ?? 65432);
const PICTURE = readFileSync(new URL('../../DB/aperto-de-mao.png', import.meta.url));

const server = createServer((socket) => {
  const decoder = new FrameDecoder();
  console.log('ESTABLISHED');
  socket.on('data', (bytes) => {
    for (const { id } of decoder.decode(bytes)) socket.write(encodeReply(id, String(PICTURE)));
  });
  socket.on('error', (error) => console.log(error.message));
});

server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
