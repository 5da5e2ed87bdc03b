/**
 * Sends each line that is typed as a request, `COMMAND argument`, and prints every answer. A file is saved in downloads/
 * under the name that was asked for, whatever name the server says.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { fileNameFault } from '../../protocol/file-name.ts';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { encodeRequest, parseEnd } from '../../protocol/message.ts';
import { quoted } from '../../terminal/escape.ts';

const port = Number(process.argv[2] ?? 65432);
const decoder = new FrameDecoder();
/** The names that were asked for, by the ids of the requests. */
const asked = new Map<number, string>();
let chunks: Buffer[] = [];
let id = 0;

const socket = connect(port, '127.0.0.1', () => console.log('ESTABLISHED', socket.address()));
const keyboard = createInterface({ input: process.stdin });

keyboard.on('line', (line) => {
  const [command = '', ...words] = line.split(' ');
  const argument = words.length > 0 ? words.join(' ') : null;
  id += 1;
  if (argument !== null) asked.set(id, argument);
  socket.write(encodeRequest(id, { command, argument }));
});
keyboard.on('close', () => socket.end());

socket.on('error', (error) => console.error(error.message));
socket.on('close', () => keyboard.close());

async function read(): Promise<void> {
  for await (const bytes of socket.iterator({ destroyOnReturn: false }))
    for (const frame of decoder.decode(bytes as Buffer)) take(frame);
  console.log('FIN');
}

function take({ type, id, payload }: Frame): void {
  if (type === FrameType.CHUNK) return void chunks.push(payload);
  console.log(`type ${type} id ${id} ${quoted(String(payload))}`);
  if (type === FrameType.FILE) chunks = [];
  if (type === FrameType.END) save(asked.get(id) ?? '', parseEnd(payload).sha256);
}

function save(name: string, sha256: string): void {
  const bytes = Buffer.concat(chunks);
  if (fileNameFault(name)) throw new Error(`nobody asked for ${quoted(name)}`);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('another SHA-256');
  mkdirSync('downloads', { recursive: true });
  writeFileSync(join('downloads', name), bytes);
  console.log(`saved downloads/${name}, ${bytes.length} bytes`);
}

await read().catch((error: Error) => socket.destroy(error));
