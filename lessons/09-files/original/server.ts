/**
 * The server of the Python original, where it opens a file: whatever the name is, it is joined to the folder, opened and
 * sent.
 *
 * Simplified on purpose: it speaks the frames of this lesson (the original sent pickles, lesson 06), and takes every
 * request for ARQUIVO.
 */

import { readFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FrameDecoder } from '../../../protocol/decoder.ts';
import { encodeError, parseRequest } from '../../../protocol/message.ts';
import { quoted } from '../../../terminal/escape.ts';
import { encodeWhole } from './whole.ts';

const port = Number(process.argv[2] ?? 65432);
const DB = fileURLToPath(new URL('../../../DB/', import.meta.url));

/** As Python's open(os.path.join(DB, name)): `..` climbs, and a full path leaves DB behind. */
async function enviar_arquivo(id: number, name: string): Promise<Buffer> {
  return encodeWhole(id, name, await readFile(resolve(DB, name)));
}

async function conection(conn: Socket): Promise<void> {
  const decoder = new FrameDecoder();
  for await (const bytes of conn)
    for (const { id, payload } of decoder.decode(bytes as Buffer)) {
      const name = parseRequest(payload).argument ?? '';
      console.log(quoted(name));
      conn.write(await enviar_arquivo(id, name).catch(() => encodeError(id, 'not-found')));
    }
}

const server = createServer((conn) => {
  console.log('ESTABLISHED');
  conection(conn).catch((error: Error) => console.log(error.message));
});
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
