/** The client of the Python original: it sends a request, and what one recv(1024) brings is taken for the answer. */

import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { quoted } from '../quoted.ts';
import { recv } from './recv.ts';

const port = Number(process.argv[2] ?? 65432);

const conn = connect(port, '127.0.0.1', () => console.log('ESTABLISHED', conn.address()));

for await (const line of createInterface({ input: process.stdin })) {
  conn.write(line);
  const data = String((await recv(conn, 1024)) ?? '');
  console.log(
    `read ${data.length} bytes: ${data.length > 40 ? `… ${quoted(data.slice(-21))}` : quoted(data)}`,
  );
}
conn.end();
