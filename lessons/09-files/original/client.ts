/**
 * The client of the Python original, where it saves a file: under the name that the server says.
 *
 * Simplified on purpose: it speaks the frames of this lesson, and takes every answer for a file.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { FrameDecoder } from '../../../protocol/decoder.ts';
import { type Frame, FrameType } from '../../../protocol/frame.ts';
import { encodeRequest, parseFile } from '../../../protocol/message.ts';

const port = Number(process.argv[2] ?? 65432);
const decoder = new FrameDecoder();
let name = '';
let id = 0;

const socket = connect(port, '127.0.0.1', () => console.log('ESTABLISHED', socket.address()));
const keyboard = createInterface({ input: process.stdin });

keyboard.on('line', (line) => {
  const [command = '', ...words] = line.split(' ');
  id += 1;
  socket.write(encodeRequest(id, { command, argument: words.join(' ') }));
});
keyboard.on('close', () => socket.end());

socket.on('data', (bytes) => {
  for (const frame of decoder.decode(bytes)) take(frame);
});
socket.on('error', (error) => console.error(error.message));
socket.on('close', () => keyboard.close());

function take({ type, payload }: Frame): void {
  if (type === FrameType.FILE) name = parseFile(payload).name;
  if (type === FrameType.ERROR) console.log(String(payload));
  if (type === FrameType.CHUNK) save(payload);
}

function save(bytes: Buffer): void {
  mkdirSync('downloads', { recursive: true });
  writeFileSync(resolve('downloads', name), bytes);
  console.log(`saved downloads/${name}, ${bytes.length} bytes`);
}
