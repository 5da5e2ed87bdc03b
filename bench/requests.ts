/**
 * Requests: one at a time on 50 connections, and 1,000 under way on one. The server runs as anybody starts it, its log
 * included. The load runs beside it, in Node as well: it takes a core of its own.
 */

import { HEADER_BYTES } from '../protocol/frame.ts';
import { encodePing, encodeReply, encodeRequest } from '../protocol/message.ts';
import { type Bench, type Goal, interleave, median, type Row, ratios, sized } from './bench.ts';
import { freePort, missing, ROOT, startScript, startServer, type Tool } from './processes.ts';
import { type Exchange, inFlight, pingPong } from './traffic.ts';

const CONNECTIONS = 50;
const IN_FLIGHT = 1_000;
const MILLISECONDS = sized(600, 300);

const PING = exchange(encodePing(1, Buffer.alloc(64 - HEADER_BYTES, 'x')), 64);
const CONSULTA = exchange(
  encodeRequest(1, { command: 'CONSULTA', argument: null }),
  encodeReply(1, 'Servidor online 24 horas').length,
);
/** Of the bare echo server: what comes in comes out. */
const ECHO = exchange(Buffer.alloc(64, 'x'), 64);
/** `pickle.dumps(["CONSULTA", None])` behind its length; the answer is as long for the same reason. */
const PICKLE = exchange(
  Buffer.from('0000001c80049511000000000000005d94288c08434f4e53554c5441944e652e', 'hex'),
  4 + 39,
);
const REDIS = exchange(redisEcho(Buffer.alloc(48, 'x')), '$48\r\n'.length + 48 + 2);

function exchange(request: Buffer, answerBytes: number): Exchange {
  return { request, answerBytes };
}

/** `ECHO text`, as redis-cli sends it. */
function redisEcho(text: Buffer): Buffer {
  return Buffer.from(`*2\r\n$4\r\nECHO\r\n$${text.length}\r\n${text}\r\n`);
}

type Load = (port: number, exchange: Exchange) => Promise<number>;

const LOADS = {
  'ping-pong on 50 connections': (port, exchange) => pingPong(port, exchange, CONNECTIONS, MILLISECONDS),
  '1,000 in flight on one connection': (port, exchange) => inFlight(port, exchange, IN_FLIGHT, MILLISECONDS),
} as const satisfies Record<string, Load>;

interface Peer {
  readonly name: string;
  readonly needs: readonly Tool[];
  readonly exchange: Exchange;
  start(): Promise<number>;
}

const BARE: Peer = {
  name: 'a bare Node echo server',
  needs: [],
  exchange: ECHO,
  start: async () => (await startScript('bench/peers/bare-echo.ts')).port,
};
const PYTHON: Peer = {
  name: 'the mended Python original',
  needs: ['python3'],
  exchange: PICKLE,
  async start() {
    const words = [`${ROOT}bench/peers/python_original.py`, String(await freePort()), `${ROOT}DB`];
    return (await startServer('python3', words, Number(words[1]))).port;
  },
};
const REDIS_SERVER: Peer = {
  name: "redis-server's ECHO",
  needs: ['redis-server'],
  exchange: REDIS,
  async start() {
    const port = await freePort();
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    return (await startServer('redis-server', words, port)).port;
  },
};

interface Match {
  readonly load: keyof typeof LOADS;
  readonly ours: 'PING' | 'CONSULTA';
  readonly peer: Peer;
  readonly goal: Goal;
}

const MATCHES: readonly Match[] = [
  { load: 'ping-pong on 50 connections', ours: 'PING', peer: BARE, goal: { atLeast: 0.85 } },
  { load: 'ping-pong on 50 connections', ours: 'CONSULTA', peer: BARE, goal: { atLeast: 0.85 } },
  { load: 'ping-pong on 50 connections', ours: 'CONSULTA', peer: PYTHON, goal: { atLeast: 1.3 } },
  { load: '1,000 in flight on one connection', ours: 'CONSULTA', peer: PYTHON, goal: { atLeast: 5 } },
  {
    load: '1,000 in flight on one connection',
    ours: 'PING',
    peer: REDIS_SERVER,
    goal: { atLeast: 0.8, stretch: 1 },
  },
];

const OURS = { PING, CONSULTA } as const;

async function* rows(): AsyncGenerator<Row, void> {
  const { port } = await startScript('echo-server.ts', ['--port', '0']);
  const ports = new Map<Peer, number>();
  for (const { load, ours, peer, goal } of MATCHES) {
    const head = { what: `${ours}, ${load}`, against: peer.name, goal };
    const skipped = missing(...peer.needs);
    if (skipped) {
      yield { ...head, skipped };
      continue;
    }
    const theirPort = ports.get(peer) ?? (await peer.start());
    ports.set(peer, theirPort);
    const rates = await interleave({
      ours: () => LOADS[load](port, OURS[ours]),
      theirs: () => LOADS[load](theirPort, peer.exchange),
    });
    const note = `${thousands(rates.ours)} to ${thousands(rates.theirs)} a second`;
    yield { ...head, samples: ratios(rates.ours, rates.theirs), note };
  }
}

function thousands(rates: readonly number[]): string {
  return `${Math.round(median(rates) / 1000)} k`;
}

export const bench: Bench = { seconds: 60, rows };
