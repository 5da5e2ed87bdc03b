/**
 * The server of the Python original: what one recv(1024) brings is taken for one request.
 *
 * Simplified on purpose: a request is a word, and two words are known. The original sent pickles (lesson 06).
 */

import { createServer, type Socket } from 'node:net';
import { quoted } from '../quoted.ts';
import { recv } from './recv.ts';

const port = Number(process.argv[2] ?? 65432);
const FILE = Array.from(
  { length: 100 },
  (_, index) => `linha ${String(index + 1).padStart(3, '0')} de 100\n`,
).join('');
const dicionario = new Map([
  ['CONSULTA', 'Servidor online 24 horas'],
  ['ARQUIVO', FILE],
]);

async function conection(conn: Socket): Promise<void> {
  for (let data = await recv(conn, 1024); data; data = await recv(conn, 1024)) {
    console.log(`read ${data.length} bytes`);
    const reply = answer(String(data));
    console.log(`write ${reply.length} bytes`);
    conn.write(reply);
  }
  console.log('FIN');
}

/** As pickle.loads did, it takes the request at the front and throws away what is behind it. */
function answer(data: string): string {
  const request = [...dicionario.keys()].find((word) => data.startsWith(word)) ?? data;
  console.log(`request ${quoted(request)}`);
  return dicionario.get(request) ?? 'Comando desconhecido.';
}

const server = createServer((conn) => {
  console.log('ESTABLISHED');
  void conection(conn);
});
server.listen(port, '127.0.0.1', () => console.log('LISTEN', server.address()));
