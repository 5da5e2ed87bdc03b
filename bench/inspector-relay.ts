/**
 * What the inspector costs the traffic: bytes per second through it (relay and store, no screen) against a bare Node
 * relay, side by side, in 64 KiB and in 64-byte frames, up (client to server) and down. Each relay is a process of its
 * own; the rounds alternate. Bounded: `npx tsx bench/inspector-relay.ts` takes a minute or two and stops by itself.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startRelay } from '../inspector/proxy.ts';
import { Store } from '../inspector/store.ts';
import { encodeFrame, FrameType } from '../protocol/frame.ts';

const HOST = '127.0.0.1';
const ROUNDS = 7;
const SIZES = [
  { name: '64 KiB frames', payload: 65_536, bytes: 512 * 2 ** 20 },
  { name: '64-byte frames', payload: 48, bytes: 64 * 2 ** 20 },
] as const;

const [role, target = '0'] = process.argv.slice(2);
if (role === 'pipe') await barePipe(Number(target));
else if (role === 'inspector') await inspector(Number(target));
else await measure();

/** The simplest relay that Node can make: two pipes. */
async function barePipe(port: number): Promise<void> {
  const server = createServer((client) => {
    const upstream = connect(port, HOST);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => {});
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  process.send?.((server.address() as AddressInfo).port);
  process.once('disconnect', () => process.exit());
}

async function inspector(port: number): Promise<void> {
  const store = new Store();
  const listen = { host: HOST, port: 0 };
  const relay = await startRelay({
    listen,
    target: { host: HOST, port },
    onEvent: (event) => store.add(event),
  });
  process.send?.(relay.port);
  process.on('message', () => process.send?.(store.frames));
  process.once('disconnect', () => process.exit());
}

type Kind = 'pipe' | 'inspector';
type Size = (typeof SIZES)[number];

/** The same two relay processes from the first round to the last: the first round fills the store. */
interface Bench {
  readonly server: Server;
  readonly relays: Readonly<Record<Kind, { readonly process: ChildProcess; readonly port: number }>>;
}

async function measure(): Promise<void> {
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; medians of ${ROUNDS} rounds`,
  );
  const server = createServer({ highWaterMark: 1 << 20 });
  server.listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const bench = {
    server,
    relays: { pipe: await start('pipe', port), inspector: await start('inspector', port) },
  };
  for (const size of SIZES)
    for (const direction of ['up', 'down'] as const) console.log(await compare(bench, size, direction));
  process.exit(0);
}

async function start(kind: Kind, serverPort: number) {
  const relay = fork(fileURLToPath(import.meta.url), [kind, String(serverPort)]);
  const [port] = (await once(relay, 'message')) as [number];
  return { process: relay, port };
}

async function compare(bench: Bench, size: Size, direction: 'up' | 'down'): Promise<string> {
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const bare = await transfer(bench, 'pipe', size, direction);
    const inspected = await transfer(bench, 'inspector', size, direction);
    if (round > 0) ratios.push(bare.seconds / inspected.seconds); // the first round warms up
    if (inspected.frames !== inspected.sent) return `${size.name}, ${direction}: frames were missed`;
  }
  ratios.sort((a, b) => a - b);
  const [least, median, most] = [ratios[0], ratios[ROUNDS >> 1], ratios.at(-1)].map((ratio) =>
    ratio?.toFixed(2),
  );
  return `${size.name}, ${direction}: ${median} of a bare relay (${least} to ${most}); all frames seen`;
}

/** One transfer of `bytes` over a new connection. */
async function transfer({ server, relays }: Bench, kind: Kind, size: Size, direction: 'up' | 'down') {
  const frame = encodeFrame({ type: FrameType.CHUNK, id: 1, payload: Buffer.alloc(size.payload, 'x') });
  const perWrite = Math.max(1, Math.floor(262_144 / frame.length));
  const block = Buffer.concat(new Array<Buffer>(perWrite).fill(frame));
  const writes = Math.ceil(size.bytes / block.length);
  const relay = relays[kind];
  const framesBefore = kind === 'inspector' ? await countFrames(relay.process) : 0;
  const accepted = once(server, 'connection');
  const client = connect({ host: HOST, port: relay.port });
  const [serverSide] = (await accepted) as [Socket];
  const [from, to] = direction === 'up' ? [client, serverSide] : [serverSide, client];
  const begin = performance.now();
  const received = drain(to, writes * block.length);
  for (let write = 0; write < writes; write += 1) if (!from.write(block)) await once(from, 'drain');
  await received;
  const seconds = (performance.now() - begin) / 1000;
  const frames = kind === 'inspector' ? (await countFrames(relay.process)) - framesBefore : 0;
  for (const socket of [client, serverSide]) socket.destroy();
  return { seconds, frames, sent: writes * perWrite };
}

async function drain(socket: Socket, bytes: number): Promise<void> {
  let missing = bytes;
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      missing -= chunk.length;
      if (missing <= 0) resolve();
    });
  });
}

async function countFrames(relay: ChildProcess): Promise<number> {
  relay.send('frames?');
  const [frames] = (await once(relay, 'message')) as [number];
  return frames;
}
