/** The thread of busy-with-worker.ts: it gets a number, calculates, sends the result, and ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { countPrimes } from './primes.mjs';

parentPort.postMessage(countPrimes(workerData));
