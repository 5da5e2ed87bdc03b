/**
 * 10,000 clients that connect at once and ask one thing each: how long until the last is answered, and what each of them
 * costs the server while it stays and says nothing. Where the limit on open files is lower, as many as it allows.
 */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodePing } from '../protocol/message.ts';
import { type Bench, interleave, median, ROUNDS, type Row, ratios, sized } from './bench.ts';
import { ask, HOST, startScript, stop } from './processes.ts';

const WANTED = sized(10_000, 500);
/** What server/options.ts sets aside, and two descriptors for each connection. */
const AFFORDABLE = Math.floor((openFiles() - 48) / 2);
const CLIENTS = Math.min(WANTED, AFFORDABLE);
/** With fewer, a crowd is none. */
const LEAST = Math.min(WANTED, 2_000);
const REQUEST = encodePing(1, Buffer.alloc(48, 'x'));

/** The limit on open files, `ulimit -n`; systems without one have room for all. */
function openFiles(): number {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: unknown } } };
  const limit = Number(userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? limit : 4 * WANTED;
}

interface Crowd {
  /** From the first connection to the last answer. */
  readonly seconds: number;
  /** What each idle client costs the server. */
  readonly bytes: number;
}

const MEASURING = { flags: ['--expose-gc', '--import', './bench/peers/memory.ts'] };
const SERVERS = {
  ours: () => startScript('echo-server.ts', ['--port', '0', '--max-connections', String(CLIENTS)], MEASURING),
  bare: () => startScript('bench/peers/bare-echo.ts', [], MEASURING),
} as const;

/** Around a server of its own: one that has had a crowd does not give all of its memory back. */
async function gather(name: keyof typeof SERVERS): Promise<Crowd> {
  const server = await SERVERS[name]();
  const before = await ask<number>(server);
  const begin = performance.now();
  const sockets = Array.from({ length: CLIENTS }, () => connect({ port: server.port, host: HOST }));
  await Promise.all(sockets.map(answered));
  const seconds = (performance.now() - begin) / 1000;
  const bytes = ((await ask<number>(server)) - before) / CLIENTS;
  await Promise.all(sockets.map(reset));
  stop(server);
  return { seconds, bytes };
}

async function answered(socket: Socket): Promise<void> {
  socket.write(REQUEST);
  for (let received = 0; received < REQUEST.length; ) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    received += bytes.length;
  }
}

async function reset(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.resetAndDestroy();
  await closed;
}

async function* rows(): AsyncGenerator<Row, void> {
  const count = CLIENTS.toLocaleString('en');
  const against = 'a bare Node server';
  const heads = [
    { what: `${count} clients at once, until the last is answered`, against, goal: { atMost: 1.1 } },
    { what: 'memory for each idle client', against, goal: { atMost: 1.5 } },
  ] as const;
  if (CLIENTS < LEAST) {
    const skipped = `the limit on open files is ${openFiles()} (ulimit -n 20048)`;
    for (const head of heads) yield { ...head, skipped };
    return;
  }
  const bytes = { ours: [] as number[], bare: [] as number[] };
  const gathering = (name: keyof typeof SERVERS) => async () => {
    const crowd = await gather(name);
    bytes[name].push(crowd.bytes);
    return crowd.seconds;
  };
  const seconds = await interleave({ ours: gathering('ours'), bare: gathering('bare') });
  const [time, memory] = heads;
  yield {
    ...time,
    samples: ratios(seconds.ours, seconds.bare),
    note: `${median(seconds.ours).toFixed(2)} to ${median(seconds.bare).toFixed(2)} s`,
  };
  const counted = { ours: bytes.ours.slice(-ROUNDS), bare: bytes.bare.slice(-ROUNDS) };
  yield {
    ...memory,
    samples: ratios(counted.ours, counted.bare),
    note: `${Math.round(median(counted.ours))} to ${Math.round(median(counted.bare))} bytes`,
  };
}

export const bench: Bench = { seconds: 60, rows };
