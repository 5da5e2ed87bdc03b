/**
 * Writes what a server sends to a file, as Node's own streams do it. Its words are the port and the path; asked by its
 * starter, it does so and says how many seconds that took.
 */

import { createWriteStream } from 'node:fs';
import { connect } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { answering } from './peer.ts';

const [port = '', path = ''] = process.argv.slice(2);

answering(async () => {
  const begin = performance.now();
  await pipeline(connect(Number(port), '127.0.0.1'), createWriteStream(path));
  return (performance.now() - begin) / 1000;
});
process.send?.({});
