/**
 * A server whose table of commands is an object, to be compared with server.ts, where it is a Map. It ends when a
 * request makes it fail: nobody catches what a command throws.
 */

import { createServer } from 'node:net';
import { FrameDecoder } from '../../protocol/decoder.ts';
import type { Frame } from '../../protocol/frame.ts';
import { encodeError, encodeReply, parseRequest } from '../../protocol/message.ts';
import { quoted } from '../../terminal/escape.ts';

const port = Number(process.argv[2] ?? 65432);

const dicionario: Record<string, () => string> = {
  CONSULTA: () => 'Servidor online 24 horas',
  HORA: () => new Date().toTimeString().slice(0, 8),
};

function answer({ id, payload }: Frame): Buffer {
  const { command } = parseRequest(payload);
  console.log(quoted(command));
  const run = dicionario[command];
  return run ? encodeReply(id, run()) : encodeError(id, 'unknown-command');
}

const server = createServer((socket) => {
  const decoder = new FrameDecoder();
  console.log('ESTABLISHED');
  socket.on('data', (bytes) => {
    for (const frame of decoder.decode(bytes)) socket.write(answer(frame));
  });
  socket.on('error', (error) => console.log(error.message));
});

// What Node does when nobody catches an error, in one line: the process ends.
process.on('uncaughtException', (error) => {
  console.error(`${error.name}: ${error.message}`);
  process.exit(1);
});
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
