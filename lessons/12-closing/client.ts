/**
 * Sends each line that is typed as a request, `COMMAND argument`, and prints every answer. A file is saved in downloads/
 * piece by piece; it gets its name when it is whole. After SAIR only the other side still speaks.
 */

import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Download } from '../../files/save.ts';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { fileNameFault } from '../../protocol/file-name.ts';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { encodeRequest, parseEnd } from '../../protocol/message.ts';
import { quoted } from '../../terminal/escape.ts';

const port = Number(process.argv[2] ?? 65432);
const decoder = new FrameDecoder();
/** The names that were asked for, by the ids of the requests. */
const asked = new Map<number, string>();
let download: Download | undefined;
let id = 0;

const socket = connect(port, '127.0.0.1', () => console.log('ESTABLISHED', socket.address()));
const keyboard = createInterface({ input: process.stdin });

keyboard.on('line', (line) => {
  const [command = '', ...words] = line.split(' ');
  const argument = words.length > 0 ? words.join(' ') : null;
  id += 1;
  if (argument !== null) asked.set(id, argument);
  socket.write(encodeRequest(id, { command, argument }));
  if (command === 'SAIR') keyboard.close();
});
keyboard.on('close', () => socket.end());

socket.on('error', (error) => console.error(error.message));
socket.on('close', () => keyboard.close());

/** Reads no faster than what it reads can be saved. */
async function read(): Promise<void> {
  for await (const bytes of socket.iterator({ destroyOnReturn: false }))
    for (const frame of decoder.decode(bytes as Buffer)) await take(frame);
  console.log('FIN');
}

async function take({ type, id, payload }: Frame): Promise<void> {
  if (type === FrameType.CHUNK) return download?.write(payload);
  console.log(`type ${type} id ${id} ${quoted(String(payload))}`);
  if (type === FrameType.FILE) download = await begin(asked.get(id) ?? '');
  if (type === FrameType.END) await finish(payload);
}

async function begin(name: string): Promise<Download> {
  if (fileNameFault(name)) throw new Error(`nobody asked for ${quoted(name)}`);
  return Download.begin('downloads', name);
}

/** Rejects when size or SHA-256 do not agree. */
async function finish(payload: Buffer): Promise<void> {
  const saved = await download?.finish(parseEnd(payload));
  if (saved) console.log(`saved ${saved.path}, ${saved.size} bytes`);
}

await read().catch((error: Error) => socket.destroy(error));
await download?.discard();
