/** The thread of one client, for thread-per-client.ts. Its first message says that it is there. */

import { parentPort } from 'node:worker_threads';

parentPort.on('message', () => parentPort.postMessage('Servidor online 24 horas'));
parentPort.postMessage('ready');
