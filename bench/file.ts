/**
 * A file of 256 MiB, from one process to the disk of another. Ours carries checksums and a SHA-256, and the file has its
 * name only when they agree; nobody else checks anything. Timed from the connection to the written file; the programs
 * themselves are running by then.
 */

import { createHash, randomFillSync } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from '../protocol/crc32.ts';
import { MAX_PAYLOAD_BYTES } from '../protocol/frame.ts';
import { type Bench, type Goal, interleave, median, type Row, ratios, sized } from './bench.ts';
import {
  ask,
  freePort,
  HOST,
  missing,
  outputOf,
  type Program,
  peakMemory,
  ROOT,
  startScript,
  startServer,
  type Tool,
  temporaryFolder,
} from './processes.ts';

const MEBIBYTES = sized(256, 16);
const NAME = 'large.bin';

interface Folders {
  /** Holds the file. */
  readonly db: string;
  readonly downloads: string;
}

/** Both ends of a way to fetch the file. */
interface Fetching {
  readonly server: Program;
  /** Resolves with the seconds that it took. */
  fetch(): Promise<number>;
}

async function ours({ db, downloads }: Folders): Promise<Fetching> {
  const server = await startScript('echo-server.ts', ['--port', '0', '--db', db]);
  const client = await startScript('bench/ours/file-client.ts', [String(server.port), NAME, downloads]);
  return { server, fetch: () => ask<number>(client) };
}

async function bare({ db, downloads }: Folders): Promise<Fetching> {
  const server = await startScript('bench/peers/bare-file-server.ts', [join(db, NAME)]);
  const words = [String(server.port), join(downloads, NAME)];
  const client = await startScript('bench/peers/bare-file-client.ts', words);
  return { server, fetch: () => ask<number>(client) };
}

async function python({ db, downloads }: Folders): Promise<Fetching> {
  const port = await freePort();
  const peers = join(ROOT, 'bench', 'peers');
  const server = await startServer('python3', [join(peers, 'python_original.py'), String(port), db], port);
  const words = [join(peers, 'python_client.py'), String(port), NAME, join(downloads, NAME)];
  return { server, fetch: async () => Number(await outputOf('python3', words)) };
}

async function nginx({ db, downloads }: Folders): Promise<Fetching> {
  const port = await freePort();
  const scratch = temporaryFolder();
  const configuration = join(scratch, 'nginx.conf');
  writeFileSync(configuration, nginxConfiguration(port, db, scratch));
  const server = await startServer('/usr/sbin/nginx', ['-p', scratch, '-c', configuration], port);
  const words = ['-s', '-o', join(downloads, NAME), '-w', '%{time_total}', `http://${HOST}:${port}/${NAME}`];
  return { server, fetch: async () => Number(await outputOf('curl', words)) };
}

function nginxConfiguration(port: number, root: string, scratch: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off; master_process off; user root; pid ${scratch}/nginx.pid; error_log ${scratch}/error.log;
events {}
http {
  access_log off; sendfile on; tcp_nopush on;
  ${temporary.map((name) => `${name}_temp_path ${scratch}/${name};`).join(' ')}
  server { listen ${HOST}:${port}; location / { root ${root}; } }
}
`;
}

interface Rival {
  readonly name: string;
  readonly needs: readonly Tool[];
  readonly goal: Goal;
  start(folders: Folders): Promise<Fetching>;
}

const RIVALS: readonly Rival[] = [
  { name: 'bare Node streams', needs: [], goal: { atLeast: 1.3, stretch: 1.6 }, start: bare },
  { name: 'the mended Python original', needs: ['python3'], goal: { atLeast: 2.5 }, start: python },
  { name: 'nginx and curl', needs: ['nginx', 'curl'], goal: { atLeast: 0.8, stretch: 1 }, start: nginx },
];

async function* rows(): AsyncGenerator<Row, void> {
  const folders = makeFile();
  const own = await ours(folders);
  const fetches: Record<string, () => Promise<number>> = { ours: fresh(own, folders) };
  let original: Program | undefined;
  for (const { name, needs, start } of RIVALS) {
    if (missing(...needs)) continue;
    const fetching = await start(folders);
    fetches[name] = fresh(fetching, folders);
    if (start === python) original = fetching.server;
  }
  const seconds = await interleave(fetches);
  const sums = `; the sums of both ends alone take ${(2 * secondsForSums()).toFixed(2)} s of a core`;
  for (const { name, needs, goal, start } of RIVALS) {
    const head = { what: `a file of ${MEBIBYTES} MiB`, against: name, goal };
    const skipped = missing(...needs);
    if (skipped) yield { ...head, skipped };
    else yield { ...head, ...compared(seconds.ours ?? [], seconds[name] ?? [], start === bare ? sums : '') };
  }
  yield memoryRow(own.server, original);
}

function makeFile(): Folders {
  const folder = temporaryFolder();
  const folders = { db: join(folder, 'db'), downloads: join(folder, 'downloads') };
  for (const path of Object.values(folders)) mkdirSync(path);
  writeFileSync(join(folders.db, NAME), randomFillSync(Buffer.alloc(MEBIBYTES * 2 ** 20)));
  return folders;
}

/** Each begins with an empty folder: to write over a file costs more. */
function fresh({ fetch }: Fetching, { downloads }: Folders): () => Promise<number> {
  return () => {
    rmSync(join(downloads, NAME), { force: true });
    return fetch();
  };
}

/** What SHA-256 and CRC-32 cost one end: nobody else computes them. */
function secondsForSums(): number {
  const chunk = randomFillSync(Buffer.alloc(MAX_PAYLOAD_BYTES));
  const hash = createHash('sha256');
  const begin = performance.now();
  for (let sent = 0; sent < MEBIBYTES * 2 ** 20; sent += chunk.length) {
    hash.update(chunk);
    crc32(chunk, 0, chunk.length);
  }
  return (performance.now() - begin) / 1000;
}

/** The less time, the more speed. */
function compared(ours: readonly number[], theirs: readonly number[], sums: string) {
  const rate = (seconds: readonly number[]) => Math.round(MEBIBYTES / median(seconds));
  return { samples: ratios(theirs, ours), note: `${rate(ours)} to ${rate(theirs)} MiB/s${sums}` };
}

function memoryRow(own: Program, original: Program | undefined): Row {
  const head = {
    what: "the server's memory at its peak",
    against: 'the mended Python original',
    goal: { atMost: 0.2 },
  };
  if (!original) return { ...head, skipped: missing('python3') ?? '' };
  const [least, most] = [peakMemory(own.pid), peakMemory(original.pid)];
  if (Number.isNaN(least)) return { ...head, skipped: 'this system does not tell (no /proc)' };
  const inMebibytes = [least, most].map((bytes) => Math.round(bytes / 2 ** 20));
  return { ...head, samples: [least / most], note: `${inMebibytes.join(' to ')} MiB` };
}

export const bench: Bench = { seconds: 40, rows };
