/** The relay under load: every byte accounted for, both ways at once, whatever is cut, reset, held, edited or dropped. */

import assert from 'node:assert/strict';
import { createHash, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type Relay, startRelay } from '../../inspector/proxy.ts';
import type { HoldRule, RelayEvent, ReleaseAction, Released } from '../../inspector/relay/events.ts';
import { DEFAULT_BOUNDS, Store } from '../../inspector/store.ts';
import { decodeHeader, HEADER_BYTES } from '../../protocol/frame.ts';
import { encodePing } from '../../protocol/message.ts';
import { account, type Below, chance, times } from './form.ts';

const HOST = '127.0.0.1';
const MIB = 2 ** 20;

/** A relay in front of a server that `serve`s each connection. */
async function relayTo(
  t: TestContext,
  serve: (socket: Socket) => unknown,
  onEvent: (event: RelayEvent) => void,
): Promise<Relay> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    t.after(() => socket.destroy());
    socket.on('error', () => {}); // its 'close' comes too
    serve(socket);
  });
  t.after(() => server.close());
  await once(server.listen(0, HOST), 'listening');
  const { port } = server.address() as AddressInfo;
  const relay = await startRelay({ listen: { host: HOST, port: 0 }, target: { host: HOST, port }, onEvent });
  t.after(() => relay.stop());
  return relay;
}

async function dial(t: TestContext, { port }: Relay): Promise<Socket> {
  const socket = connect({ port, host: HOST, allowHalfOpen: true, noDelay: true });
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** Sends so many random bytes in random cuts, and ends. Resolves with their digest. */
async function sendRandom(socket: Socket, bytes: number, below: Below): Promise<string> {
  const hash = createHash('sha256');
  const pool = randomFillSync(Buffer.alloc(MIB));
  for (let left = bytes; left > 0; ) {
    const start = below(MIB);
    const cut = pool.subarray(start, start + Math.min(left, 1 + below(below(2) ? 256 : 300_000)));
    left -= cut.length;
    hash.update(cut);
    if (!socket.write(cut)) await once(socket, 'drain');
  }
  socket.end();
  return hash.digest('hex');
}

async function digestOf(socket: Socket): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of socket.iterator({ destroyOnReturn: false })) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

test('random bytes in random cuts, both ways at once, arrive as they were sent, and are all seen', async (t) => {
  const below = chance(t);
  const bytes = times(32 * MIB, 1024 * MIB);
  const store = new Store({ ...DEFAULT_BOUNDS, bytes: 16 * MIB });
  const seen = { client: 0, server: 0 };
  let atServer: Promise<[string, string]> | undefined;
  const bothWays = (socket: Socket) => Promise.all([sendRandom(socket, bytes, below), digestOf(socket)]);
  const relay = await relayTo(
    t,
    (socket) => {
      atServer = bothWays(socket);
    },
    (event) => {
      store.add(event);
      if (event.kind === 'read') seen[event.from] += event.bytes.length;
    },
  );
  const [clientSent, clientGot] = await bothWays(await dial(t, relay));
  const [serverSent, serverGot] = (await atServer) ?? [];
  assert.deepEqual([serverGot, clientGot], [clientSent, serverSent]);
  assert.deepEqual(seen, { client: bytes, server: bytes });
  account(t, 2 * bytes, 'random bytes through the relay');
});

for (const side of ['client', 'server'] as const)
  test(`a reset by the ${side} after any byte reaches the other side, and leaves nothing behind`, async (t) => {
    const stream = Buffer.concat([encodePing(1, Buffer.from('eco')), encodePing(2, Buffer.alloc(20))]);
    const events: RelayEvent[] = [];
    let length = 0;
    const breakOff = (socket: Socket) => {
      const reset = () => socket.resetAndDestroy();
      if (length === 0) reset();
      else socket.write(stream.subarray(0, length), reset);
    };
    const relay = await relayTo(
      t,
      (socket) => (side === 'server' ? breakOff(socket) : socket.resume()),
      (event) => events.push(event),
    );
    const rounds = times(1, 20);
    for (let round = 0; round < rounds; round += 1)
      for (length = 0; length <= stream.length; length += 1) {
        const socket = await dial(t, relay);
        socket.resume();
        if (side === 'client') breakOff(socket);
        await closed(socket);
      }
    await relay.stop();
    const connections = rounds * (stream.length + 1);
    const ends = events.filter(({ kind }) => kind === 'closed').map(({ connection }) => connection);
    assert.equal(new Set(ends).size, connections, 'every connection was closed, once');
    assert.equal(ends.length, connections);
    account(t, connections, 'connections reset');
  });

const WANTED = 4;

/** Frames of EC/1; every fourth is wanted. */
const RULE: HoldRule = {
  measure: (bytes) =>
    bytes.length < HEADER_BYTES
      ? undefined
      : HEADER_BYTES + decodeHeader(bytes.subarray(0, HEADER_BYTES)).length,
  wants: (frame) => decodeHeader(frame.subarray(0, HEADER_BYTES)).id % WANTED === 0,
};

function randomAction(below: Below): ReleaseAction {
  const edited = encodePing(below(100), Buffer.alloc(below(300), 'edited'));
  const actions: readonly ReleaseAction[] = [
    { how: 'released' },
    { how: 'dropped' },
    { how: 'doubled' },
    { how: 'joined' },
    { how: 'edited', bytes: edited },
    { how: 'split', sizes: [1 + below(15), 1 + below(30)], pauseMs: 0 },
  ];
  return actions[below(actions.length)] ?? { how: 'released' };
}

/** What a side sent on one connection, what the other side got, and what was done to it in between. */
class Stream {
  sent = Buffer.alloc(0);
  readonly got: Buffer[] = [];
  readonly released: Released[] = [];

  /** What the events say the receiver got. */
  get told(): Buffer {
    const parts: Buffer[] = [];
    let done = 0;
    for (const { offset, length, writes } of this.released) {
      parts.push(this.sent.subarray(done, offset), ...writes);
      done = offset + length;
    }
    return Buffer.concat([...parts, this.sent.subarray(done)]);
  }
}

test('what is held, edited, dropped, doubled, split and joined under load is what the events say', async (t) => {
  const below = chance(t);
  const frames = times(200, 2_000);
  const connections = times(5, 50);
  const streams = new Map<string, Stream>();
  const streamOf = (connection: number, from: 'client' | 'server') => {
    const key = `${connection} ${from}`;
    const stream = streams.get(key) ?? new Stream();
    streams.set(key, stream);
    return stream;
  };
  let held = 0;
  const relay = await relayTo(
    t,
    (socket) => talk(socket, serving, 'server'),
    (event) => {
      if (event.kind === 'released') streamOf(event.connection, event.from).released.push(event);
      if (event.kind !== 'held') return;
      held += 1;
      setImmediate(() => relay.release(event.frame, randomAction(below)));
    },
  );
  const talk = async (socket: Socket, connection: number, from: 'client' | 'server') => {
    const other = streamOf(connection, from === 'client' ? 'server' : 'client');
    socket.on('data', (bytes: Buffer) => other.got.push(bytes));
    const sent = Array.from({ length: frames }, (_, id) => encodePing(id, Buffer.alloc(below(300), from)));
    streamOf(connection, from).sent = Buffer.concat(sent);
    for (const frame of sent) if (!socket.write(frame)) await once(socket, 'drain');
    socket.end();
  };
  relay.hold(RULE);
  let serving = 0;
  for (serving = 1; serving <= connections; serving += 1) {
    const socket = await dial(t, relay);
    await Promise.all([talk(socket, serving, 'client'), closed(socket)]);
  }
  const lost = [...streams].filter(([, { told, got }]) => !told.equals(Buffer.concat(got)));
  assert.equal(held, (2 * frames * connections) / WANTED);
  t.diagnostic(`${held.toLocaleString('en')} of them were held, and something done to each`);
  account(
    t,
    2 * frames * connections,
    'frames',
    lost.map(([key]) => key),
  );
});
