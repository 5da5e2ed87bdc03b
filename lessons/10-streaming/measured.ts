/**
 * `measured.ts PORT SERVER FOLDER`: runs the program in SERVER as if it had been started by itself, and prints how much
 * memory the process has: lines of the form `memory BYTES`. FOLDER is a temporary one; it is removed when we end.
 */

import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { removeFolder } from './temporary-folder.ts';

const INTERVAL_MS = 50;
/** In a thread of its own, which writes to the pipe directly: the server's thread may be too busy to measure itself. */
const SAMPLER = `
  const { writeSync } = require('node:fs');
  setInterval(() => writeSync(1, 'memory ' + process.memoryUsage.rss() + '\\n'), ${INTERVAL_MS});
`;

const [, , , server = '', folder = ''] = process.argv;

process.once('exit', () => removeFolder(folder)); // whoever wanted it is gone: we end with our parent
new Worker(SAMPLER, { eval: true, execArgv: [] }).unref();
await import(pathToFileURL(server).href);
