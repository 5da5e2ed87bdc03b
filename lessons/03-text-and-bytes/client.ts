/** Sends what is typed as one message, up to Ctrl-D: the FIN is what ends it. The answer is made text once it is whole. */

import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { quoted } from './quoted.ts';

const port = Number(process.argv[2] ?? 65432);
const parts: Buffer[] = [];

const socket = connect(port, '127.0.0.1', () => console.log('ESTABLISHED', socket.address()));
const keyboard = createInterface({ input: process.stdin });

keyboard.on('line', (line) => socket.write(line));
keyboard.on('close', () => socket.end());

socket.on('data', (bytes) => {
  parts.push(bytes);
});
socket.on('end', () => {
  console.log(quoted(String(Buffer.concat(parts))));
  console.log('FIN');
});
socket.on('error', (error) => console.error(error.message));
socket.on('close', () => keyboard.close());
