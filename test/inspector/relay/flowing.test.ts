/** Much data: order, completeness, backpressure. */

import assert from 'node:assert/strict';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HoldRule } from '../../../inspector/relay/events.ts';
import { startWire } from './wire.ts';

const MIB = 1024 * 1024;

/** Marsaglia's xorshift: the same numbers for the same seed, 32 bits each. */
function* randoms(seed: number): Generator<number> {
  for (let state = seed | 1; ; ) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

/** Writes so many random bytes in random pieces, and ends; resolves with their SHA-256. */
async function pour(socket: Socket, length: number, seed: number): Promise<string> {
  const hash = createHash('sha256');
  const random = randoms(seed);
  const noise = Uint32Array.from({ length: 65_536 }, () => random.next().value as number);
  const pool = Buffer.from(noise.buffer);
  for (let left = length; left > 0; ) {
    const start = (random.next().value as number) % 131_072;
    const most = (random.next().value as number) % 8 === 0 ? 131_072 : 1_500;
    const piece = pool.subarray(start, start + Math.min(left, 1 + ((random.next().value as number) % most)));
    left -= piece.length;
    hash.update(piece);
    if (!socket.write(piece)) await once(socket, 'drain');
  }
  socket.end();
  return hash.digest('hex');
}

/** The SHA-256 of all that comes before the FIN. */
async function hashOf(socket: Socket): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of socket.iterator({ destroyOnReturn: false })) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/** The bare sockets of a connection through a relay whose events only keep counts and hashes. */
async function bareWire(rule?: HoldRule, release = rule !== undefined) {
  const read = { client: 0, server: 0 };
  const seen = { client: createHash('sha256'), server: createHash('sha256') };
  const wire = await startWire({
    onEvent: (event) => {
      if (event.kind === 'held' && release) queueMicrotask(() => wire.relay.release(event.frame));
      if (event.kind !== 'read') return;
      read[event.from] += event.bytes.length;
      seen[event.from].update(event.bytes);
    },
  });
  wire.relay.hold(rule);
  const accepted = once(wire.targetServer, 'connection');
  const client = wire.dial();
  const [server] = (await accepted) as [Socket];
  return { wire, client, server, read, seen };
}

async function bothWays(length: number, rule?: HoldRule): Promise<void> {
  const seed = randomInt(2 ** 31);
  console.log(`seed ${seed}`);
  const { client, server, read, seen } = await bareWire(rule);
  const [up, down, atServer, atClient] = await Promise.all([
    pour(client, length, seed),
    pour(server, length, seed + 2),
    hashOf(server),
    hashOf(client),
  ]);
  assert.equal(atServer, up);
  assert.equal(atClient, down);
  assert.deepEqual(read, { client: length, server: length });
  assert.equal(seen.client.digest('hex'), up);
  assert.equal(seen.server.digest('hex'), down);
}

/** What systems may keep in their own buffers between two ends that do not read, generously. */
const SYSTEM_BYTES = 48 * MIB;
const FLOOD_BYTES = 2 * SYSTEM_BYTES;

/** Queues FLOOD_BYTES; resolves with the relay's count of them once it has not moved for many turns of the loop. */
async function flood(
  socket: Socket,
  count: () => number,
  bytes = Buffer.alloc(FLOOD_BYTES),
): Promise<number> {
  socket.on('error', () => {}); // who floods may be cut off
  for (let start = 0; start < FLOOD_BYTES; start += 65_536)
    socket.write(bytes.subarray(start, start + 65_536));
  let before = -1;
  while (count() !== before) {
    before = count();
    for (let turn = 0; turn < 500; turn += 1) await nextTurn();
  }
  return before;
}

async function receive(socket: Socket, length: number): Promise<void> {
  let received = 0;
  for await (const bytes of socket.iterator({ destroyOnReturn: false })) {
    received += (bytes as Buffer).length;
    if (received === length) return;
  }
  assert.fail(`the end came after ${received} bytes`);
}

describe('the relay, with much to do', () => {
  it('keeps 24 MiB each way, at once and in random pieces, whole and in order', () => bothWays(24 * MIB));

  it('keeps them whole while it holds and releases frames', () =>
    bothWays(2 * MIB, { measure: () => 5_000, wants: (frame) => (frame[0] ?? 0) < 64 }));

  it('reads no more from a client than a server that does not read lets it pass on', async () => {
    const { client, server, read } = await bareWire();
    server.pause();
    assert.ok((await flood(client, () => read.client)) < SYSTEM_BYTES);
    await receive(server, FLOOD_BYTES);
    assert.equal(read.client, FLOOD_BYTES);
  });

  it('reads no more from a server than a client that does not read lets it pass on', async () => {
    const { client, server, read } = await bareWire();
    client.pause();
    assert.ok((await flood(server, () => read.server)) < SYSTEM_BYTES);
    await receive(client, FLOOD_BYTES);
    assert.equal(read.server, FLOOD_BYTES);
  });

  it('delivers all that it has read, unchanged, when it stops while a client is slow', async () => {
    const { wire, client, server, read, seen } = await bareWire();
    client.pause();
    const counted = Buffer.from(Uint32Array.from({ length: FLOOD_BYTES / 4 }, (_, index) => index).buffer);
    await flood(server, () => read.server, counted);
    const stopped = wire.relay.stop();
    const [received] = await Promise.all([hashOf(client), stopped]);
    assert.equal(received, seen.server.digest('hex'));
  });

  it('reads no more of a direction in which a frame is held', async () => {
    const { wire, client, read } = await bareWire();
    wire.relay.hold({ measure: () => 65_536, wants: () => true });
    client.write(Buffer.alloc(1));
    const reading = flood(client, () => read.client);
    assert.ok((await reading) < SYSTEM_BYTES);
  });
});
