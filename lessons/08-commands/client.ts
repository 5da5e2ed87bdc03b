/** Sends each line that is typed as a request, `COMMAND argument`, and prints every answer. */

import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { FrameDecoder } from '../../protocol/decoder.ts';
import type { Frame } from '../../protocol/frame.ts';
import { encodeRequest } from '../../protocol/message.ts';
import { quoted } from '../../terminal/escape.ts';

const port = Number(process.argv[2] ?? 65432);
const decoder = new FrameDecoder();
let id = 0;

const socket = connect(port, '127.0.0.1', () => console.log('ESTABLISHED', socket.address()));
const keyboard = createInterface({ input: process.stdin });

keyboard.on('line', (line) => {
  const [command = '', ...words] = line.split(' ');
  id += 1;
  socket.write(encodeRequest(id, { command, argument: words.length > 0 ? words.join(' ') : null }));
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
  console.log(`type ${type} id ${id} ${quoted(String(payload))}`);
}

await read().catch((error: Error) => socket.destroy(error));
