/** Sends each line that is typed as a message and prints every message that comes back. */

import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { encodeMessage, MessageDecoder } from './framing.ts';
import { quoted } from './quoted.ts';

const port = Number(process.argv[2] ?? 65432);
const decoder = new MessageDecoder();

const socket = connect(port, '127.0.0.1', () => console.log('ESTABLISHED', socket.address()));
const keyboard = createInterface({ input: process.stdin });

keyboard.on('line', (line) => socket.write(encodeMessage(Buffer.from(line))));
keyboard.on('close', () => socket.end());

socket.on('data', (bytes) => {
  try {
    for (const message of decoder.push(bytes)) console.log(quoted(String(message)));
  } catch (error) {
    socket.destroy(error as Error);
  }
});
socket.on('end', () => console.log('FIN'));
socket.on('error', (error) => console.error(error.message));
socket.on('close', () => keyboard.close());
