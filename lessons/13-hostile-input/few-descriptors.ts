/**
 * The server of lesson 12 on a machine that has few descriptors to give: 64 for everything that a process has open
 * (`ulimit -n 64`). The port is its one optional argument. Windows knows no such limit; there it has all it wants.
 */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const DESCRIPTORS = 64;
const SERVER = fileURLToPath(new URL('../12-closing/server.ts', import.meta.url));

const command = [process.execPath, ...process.execArgv, SERVER, process.argv[2] ?? '65432'];
const limited = ['/bin/sh', '-c', `ulimit -n ${DESCRIPTORS}; exec "$0" "$@"`, ...command];
const [program = '', ...words] = process.platform === 'win32' ? command : limited;

// The fourth is for end-with-parent.ts, where that is loaded: nothing outlives the walk.
const child = spawn(program, words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
child.once('exit', () => process.exit());
