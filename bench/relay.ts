/**
 * What the inspector costs the traffic: relay and store, no screen, against other relays. It keeps its newest 100,000
 * frames meanwhile, and the first round fills them, so that what is measured is an inspector that has to forget.
 */

import { type Bench, type Goal, interleave, median, type Row, ratios, sized } from './bench.ts';
import {
  freePort,
  HOST,
  missing,
  type Program,
  startScript,
  startServer,
  type Tool,
  temporaryFolder,
} from './processes.ts';
import { framesIn, type Load, seen, startInspector, Target } from './through-relay.ts';

const MIB = 2 ** 20;
const LARGE = { frameBytes: 65_536 + 16, bytes: sized(256, 16) * MIB };
const SMALL = { frameBytes: 64, bytes: sized(48, 4) * MIB };
const PING_PONG_MS = sized(600, 300);

const BULK: readonly (readonly [string, Load, Goal])[] = [
  ['bulk in 64 KiB frames, up', { ...LARGE, direction: 'up' }, { atLeast: 0.85 }],
  ['bulk in 64 KiB frames, down', { ...LARGE, direction: 'down' }, { atLeast: 1.2, stretch: 1.4 }],
  ['64-byte frames, up', { ...SMALL, direction: 'up' }, { atLeast: 0.5, stretch: 0.7 }],
  ['64-byte frames, down', { ...SMALL, direction: 'down' }, { atLeast: 0.5, stretch: 0.7 }],
];

interface OtherRelay {
  readonly name: string;
  readonly needs: readonly Tool[];
  /** What it is given, in a time like ours. */
  readonly mebibytes: number;
  readonly bulk: Goal;
  readonly pingPong: Goal | undefined;
  start(target: number): Promise<Program>;
}

const OTHERS: readonly OtherRelay[] = [
  {
    name: 'mitmdump in TCP mode',
    needs: ['mitmdump'],
    mebibytes: sized(32, 4),
    bulk: { atLeast: 3 },
    pingPong: { atLeast: 12 },
    start: startMitmdump,
  },
  {
    name: 'socat -x -v',
    needs: ['socat'],
    mebibytes: sized(2, 1),
    bulk: { atLeast: 100 },
    pingPong: undefined,
    start: startSocat,
  },
];

async function startMitmdump(target: number): Promise<Program> {
  const port = await freePort();
  const where = [
    '--listen-host',
    HOST,
    '--listen-port',
    String(port),
    '--mode',
    `reverse:http://${HOST}:${target}`,
  ];
  const quiet = ['-q', '--set', `confdir=${temporaryFolder()}`, '--set', 'flow_detail=0'];
  return startServer('mitmdump', [...quiet, ...where, '--tcp-hosts', '.*'], port);
}

async function startSocat(target: number): Promise<Program> {
  const port = await freePort();
  const words = ['-x', '-v', `TCP-LISTEN:${port},bind=${HOST},fork,reuseaddr`, `TCP:${HOST}:${target}`];
  return startServer('socat', words, port); // what it prints goes to /dev/null
}

async function* rows(): AsyncGenerator<Row, void> {
  const target = await Target.start();
  const inspector = await startInspector(target);
  const pipe = await startScript('bench/peers/bare-relay.ts', [String(target.port)]);
  const share = { seen: 0, sent: 0 };
  for (const [what, load, goal] of BULK) {
    const rates = await interleave({
      ours: () => counted(target, inspector, load, share),
      bare: () => target.transfer(pipe, load),
    });
    yield bulkRow(what, 'a bare Node relay', goal, rates.ours, rates.bare);
  }
  yield pingPongRow(target, inspector, pipe);
  for (const other of OTHERS) yield* otherRows(target, inspector, other, share);
  const memory = `${Math.round((await seen(inspector)).memory / MIB)} MiB taken at the end`;
  yield framesRow(share, memory);
}

interface Share {
  seen: number;
  sent: number;
}

/** A transfer through the inspector, whose frames are counted. */
async function counted(target: Target, inspector: Program, load: Load, share: Share): Promise<number> {
  const before = (await seen(inspector)).frames;
  const rate = await target.transfer(inspector, load);
  share.seen += (await seen(inspector)).frames - before;
  share.sent += framesIn(load);
  return rate;
}

function bulkRow(what: string, against: string, goal: Goal, ours: number[], theirs: number[]): Row {
  const [own, other] = [ours, theirs].map((rates) => (median(rates) / MIB).toFixed(0));
  return { what, against, goal, samples: ratios(ours, theirs), note: `${own} to ${other} MiB/s` };
}

async function pingPongRow(
  target: Target,
  inspector: Program,
  relay: Program,
  against = 'a bare Node relay',
  goal: Goal = { atLeast: 0.9 },
): Promise<Row> {
  const rates = await interleave({
    ours: () => target.pingPong(inspector, PING_PONG_MS),
    theirs: () => target.pingPong(relay, PING_PONG_MS),
  });
  const [own, other] = [rates.ours, rates.theirs].map((rate) => (median(rate) / 1000).toFixed(1));
  const note = `${own} k to ${other} k a second`;
  return { what: PING_PONG, against, goal, samples: ratios(rates.ours, rates.theirs), note };
}

const PING_PONG = 'ping-pong on 50 connections';

async function* otherRows(
  target: Target,
  inspector: Program,
  { name, needs, mebibytes, bulk, pingPong, start }: OtherRelay,
  share: Share,
): AsyncGenerator<Row, void> {
  const what = 'bulk in 64 KiB frames, up';
  const skipped = missing(...needs);
  if (skipped) {
    yield { what, against: name, goal: bulk, skipped };
    if (pingPong) yield { what: PING_PONG, against: name, goal: pingPong, skipped };
    return;
  }
  const relay = await start(target.port);
  const load = { ...LARGE, direction: 'up' } as const;
  const rates = await interleave({
    ours: () => counted(target, inspector, load, share),
    theirs: () => target.transfer(relay, { ...load, bytes: mebibytes * MIB }),
  });
  yield bulkRow(what, name, bulk, rates.ours, rates.theirs);
  if (pingPong) yield pingPongRow(target, inspector, relay, name, pingPong);
}

function framesRow({ seen, sent }: Share, note: string): Row {
  const what = `frames seen of ${sent.toLocaleString('en')} sent in bulk`;
  return { what, against: 'all', goal: { atLeast: 100 }, unit: '%', samples: [(100 * seen) / sent], note };
}

export const bench: Bench = { seconds: 90, rows };
