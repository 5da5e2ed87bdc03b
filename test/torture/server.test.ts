/** The server under clients that are too slow, too many, too greedy, or gone. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { encodePing, encodeRequest, parseEnd, parseError } from '../../protocol/message.ts';
import { Peer, startServer, temporaryFolder } from '../support.ts';
import { account, bytesInUse, chance, LONG, times } from './form.ts';

const request = (id: number, command: string, argument: string | null = null) =>
  encodeRequest(id, { command, argument });
const MIB = 2 ** 20;

/** Somebody who behaves: asks all the while, and must be answered. */
async function assertServes(witness: Peer): Promise<void> {
  const id = witness.frames.length + 1;
  witness.socket.write(request(id, 'CONSULTA'));
  const frame = (await witness.framesUpTo(id)).at(-1);
  assert.deepEqual([frame?.type, frame?.id], [FrameType.REPLY, id]);
}

function together(t: TestContext, port: number, count: number): Promise<Peer[]> {
  return Promise.all(Array.from({ length: count }, () => Peer.connect(t, port)));
}

function errorOf(frame: Frame | undefined): string {
  return frame?.type === FrameType.ERROR ? parseError(frame.payload).code : `type ${frame?.type}`;
}

test('clients that stop anywhere in a frame are told the time is over; others are answered meanwhile', async (t) => {
  const below = chance(t);
  const server = await startServer(t, { frameTimeoutMs: 300 });
  const witness = await Peer.connect(t, server.port);
  const slow = await together(t, server.port, times(100, 900));
  const whole = request(1, 'ARQUIVO', 'file1.txt');
  for (const { socket } of slow) socket.write(whole.subarray(0, 1 + below(whole.length - 1)));
  for (let round = 0; round < 20; round += 1) await assertServes(witness);
  await Promise.all(slow.map(({ ended }) => ended));
  const lost = slow.map(({ frames }) => errorOf(frames[0])).filter((code) => code !== 'timeout');
  await assertServes(witness);
  account(t, slow.length, 'clients that stopped in the middle of a frame', lost);
});

test('clients that ask for the largest file again and again and never read cost little, and nothing once gone', async (t) => {
  const db = temporaryFolder(t);
  writeFileSync(join(db, 'largest'), '');
  truncateSync(join(db, 'largest'), times(8, 256) * MIB);
  const server = await startServer(t, { db });
  const witness = await Peer.connect(t, server.port);
  await assertServes(witness);
  const before = bytesInUse();
  const greedy = await together(t, server.port, times(20, 300));
  const asked = Buffer.concat(Array.from({ length: 100 }, (_, id) => request(id, 'ARQUIVO', 'largest')));
  for (const { socket } of greedy) {
    socket.pause();
    socket.write(asked);
  }
  for (let round = 0; round < times(100, 2_000); round += 1) await assertServes(witness);
  const each = (bytesInUse() - before) / greedy.length;
  assert.ok(each < 512 * 1024, `each of them costs ${each} bytes, its own end included`);
  for (const { socket } of greedy) socket.resetAndDestroy();
  await Promise.all(greedy.map(({ closed }) => closed));
  while (closedIn(server.log()) < greedy.length) await assertServes(witness);
  const left = (bytesInUse() - before) / greedy.length;
  if (LONG) assert.ok(left < 128 * 1024, `${left} bytes are left of each`);
  t.diagnostic(`${Math.round(each / 1024)} KiB for each of them, ${Math.round(left / 1024)} KiB once gone`);
  account(t, greedy.length, 'clients that asked for a large file 100 times and never read');
});

test('in a flood beyond the cap those who are served go on, others are told or dropped, and later there is room', async (t) => {
  const maxConnections = 50;
  const server = await startServer(t, { maxConnections });
  const served = await together(t, server.port, maxConnections);
  for (const peer of served) await assertServes(peer);
  const lost: string[] = [];
  const newcomers = times(200, 5_000);
  for (let come = 0; come < newcomers; come += 100) {
    const flood = await Promise.all(Array.from({ length: 100 }, () => outcomeOf(t, server.port)));
    lost.push(...flood.filter((heard) => !/too-many-connections|dropped/.test(heard)));
    await assertServes(served[come % maxConnections] as Peer);
  }
  for (const { socket } of served) socket.end();
  await Promise.all(served.map(({ closed }) => closed));
  await assertServes(await Peer.connect(t, server.port));
  account(t, newcomers, 'newcomers beyond the cap', lost);
});

async function outcomeOf(t: TestContext, port: number): Promise<string> {
  const peer = await Peer.connect(t, port).catch(() => undefined);
  await peer?.ended;
  return peer?.frames[0] ? errorOf(peer.frames[0]) : 'dropped';
}

test('a reset after any byte of a conversation leaves nothing behind', async (t) => {
  const server = await startServer(t);
  const conversation = Buffer.concat([
    request(1, 'CONSULTA'),
    request(2, 'ARQUIVO', 'um-mebibyte.txt'),
    encodePing(3, Buffer.from('eco')),
    request(4, 'LISTAR'),
    request(5, 'SAIR'),
  ]);
  const rounds = times(1, 20);
  for (let round = 0; round < rounds; round += 1)
    for (let length = 0; length <= conversation.length; length += 1)
      await resetAfter(t, server.port, conversation.subarray(0, length), (round * length) % 3);
  const connections = rounds * (conversation.length + 1);
  const witness = await Peer.connect(t, server.port);
  while (closedIn(server.log()) < connections) await assertServes(witness);
  account(t, connections, 'connections reset');
});

/** `frames` answers are waited for, as far as there are any. */
async function resetAfter(t: TestContext, port: number, bytes: Buffer, frames: number): Promise<void> {
  const peer = await Peer.connect(t, port);
  peer.socket.write(bytes);
  const answers = bytes.length < 33 ? 0 : Math.min(frames, 1);
  await peer.framesUpTo(answers);
  peer.socket.resetAndDestroy();
  await peer.closed;
}

function closedIn(log: string): number {
  return log.match(/ close /g)?.length ?? 0;
}

test('requests without end are not taken in without end, and all are answered in order', async (t) => {
  const server = await startServer(t);
  const witness = await Peer.connect(t, server.port);
  const peer = await Peer.connect(t, server.port);
  peer.socket.pause();
  const count = times(20_000, 1_000_000);
  let sent = 0;
  const sendNext = () => {
    sent += 1;
    return peer.socket.write(encodePing(sent, PAYLOAD));
  };
  do {
    while (sendNext());
    assert.ok(sent < MOST_TAKEN_IN, `${sent} requests were taken in, and no answer read`);
  } while (await drains(peer, witness));
  const refused = sent;
  peer.socket.resume();
  const answered = assertInOrder(peer, Math.max(count, sent));
  while (sent < count) if (!sendNext()) await once(peer.socket, 'drain');
  await answered;
  t.diagnostic(`without a reader, ${refused.toLocaleString('en')} of them were taken in`);
  account(t, sent, 'requests sent one behind the other');
});

const PAYLOAD = Buffer.alloc(1_024, 'x');
/** More than all the systems' buffers hold: so much is taken in only by a server that keeps it. */
const MOST_TAKEN_IN = 64 * 1_024;

/** False when the server takes no more while somebody else is answered again and again. */
async function drains({ socket }: Peer, witness: Peer): Promise<boolean> {
  for (let round = 0; round < 100 && socket.writableNeedDrain; round += 1) await assertServes(witness);
  return !socket.writableNeedDrain;
}

async function assertInOrder(peer: Peer, count: number): Promise<void> {
  for (let next = 1; next <= count; ) {
    await peer.framesUpTo(1);
    peer.received.length = 0;
    for (const { id, type } of peer.frames.splice(0)) {
      assert.deepEqual([id, type], [next, FrameType.PONG]);
      next += 1;
    }
  }
}

test('the largest file comes whole, however slowly it is read', async (t) => {
  const db = temporaryFolder(t);
  const content = Buffer.alloc(times(2, 64) * MIB, 'tcp ');
  writeFileSync(join(db, 'large'), content);
  const server = await startServer(t, { db });
  const peer = await Peer.connect(t, server.port);
  const below = chance(t);
  peer.socket.on('data', () => {
    if (below(4) > 0) return;
    peer.socket.pause();
    setImmediate(() => peer.socket.resume());
  });
  peer.socket.end(request(1, 'ARQUIVO', 'large'));
  await peer.ended;
  const end = peer.frames.find(({ type }) => type === FrameType.END);
  assert.equal(end && parseEnd(end.payload).sha256, createHash('sha256').update(content).digest('hex'));
  account(t, content.length, 'bytes read with pauses');
});
