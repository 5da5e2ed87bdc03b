/** Sends each line that is typed and prints what comes back. Ctrl-D ends our direction: a FIN. */

import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { quoted } from './quoted.ts';

const port = Number(process.argv[2] ?? 65432);

const socket = connect(port, '127.0.0.1', () => console.log('ESTABLISHED', socket.address()));
const keyboard = createInterface({ input: process.stdin });

keyboard.on('line', (line) => socket.write(line));
keyboard.on('close', () => socket.end());

socket.on('data', (bytes) => console.log(quoted(String(bytes))));
socket.on('end', () => console.log('FIN'));
socket.on('error', (error) => console.error(error.message));
socket.on('close', () => keyboard.close());
