/** Reads in, numbered rows out: however the stream was cut, within bounds, and what was done to frames on their way. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { dissectorNamed } from '../../../inspector/dissect/dissectors.ts';
import { lines } from '../../../inspector/dissect/lines.ts';
import type { Side } from '../../../inspector/relay/events.ts';
import { type FrameRow, frameBytes, type Row } from '../../../inspector/rows.ts';
import { DEFAULT_BOUNDS } from '../../../inspector/store.ts';
import { encodeError, encodeFile, encodePing, encodeReply } from '../../../protocol/message.ts';
import { request, Scene } from '../scene.ts';

const FRAMES = [
  request(1, 'HORA'),
  request(2, 'ARQUIVO', 'olá.txt'),
  encodePing(3, Buffer.from('um eco')),
  encodePing(4, Buffer.alloc(0)),
  request(5, 'SAIR'),
];
const STREAM = Buffer.concat(FRAMES);

function framesOf(scene: Scene): FrameRow[] {
  return scene.rows.filter((row) => row.kind === 'frame');
}

function bytesOf(rows: readonly FrameRow[]): string[] {
  return rows.map((row) => frameBytes(row).toString('hex'));
}

const EXPECTED = FRAMES.map((frame) => frame.toString('hex'));

/** The stream in pieces that end at `ends`. */
function pieces(ends: readonly number[]): Buffer[] {
  const sorted = [...new Set([...ends, STREAM.length])].sort((a, b) => a - b);
  return sorted.map((end, index) => STREAM.subarray(sorted[index - 1] ?? 0, end));
}

/** A generator of pseudo-random numbers below `below`, the same for the same seed (Lehmer's, minimal standard). */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Whatever the cuts, the same frames; each part says truly which read brought which bytes. */
function checkCut(reads: readonly Buffer[]): void {
  const scene = new Scene().opened();
  for (const bytes of reads) scene.read('client', bytes);
  const frames = framesOf(scene);
  assert.deepEqual(bytesOf(frames), EXPECTED);
  assert.deepEqual(
    frames.map(({ number }) => number),
    [2, 3, 4, 5, 6],
  );
  const brought = reads.map(() => 0);
  let offset = 0;
  for (const { parts, size, offset: start, at } of frames) {
    assert.equal(start, offset);
    offset += size;
    assert.equal(
      parts.reduce((sum, part) => sum + part.size, 0),
      size,
    );
    assert.equal(at, parts.at(-1)?.at);
    for (const part of parts) {
      assert.equal(part.size, part.bytes.length);
      brought[part.read - 1] = (brought[part.read - 1] ?? 0) + part.size;
    }
  }
  assert.deepEqual(
    brought,
    reads.map(({ length }) => length),
  );
  assert.deepEqual(scene.store.begunFrames(), []);
}

describe('the store, cutting', () => {
  it('finds the same frames in one read', () => checkCut([STREAM]));

  it('finds the same frames byte by byte', () => checkCut(pieces([...STREAM.keys()].slice(1))));

  it('finds the same frames in two reads, wherever they were cut', () => {
    for (let position = 1; position < STREAM.length; position += 1) checkCut(pieces([position]));
  });

  const seed = 1 + (Date.now() % 1_000_000);
  it(`finds the same frames in reads of random sizes (seed ${seed})`, () => {
    const random = randomly(seed);
    for (let run = 0; run < 200; run += 1)
      checkCut(pieces(Array.from({ length: 1 + random(12) }, () => 1 + random(STREAM.length - 1))));
  });

  it('keeps both directions apart', () => {
    const scene = new Scene().opened();
    const [question, answer] = [request(1, 'HORA'), encodeReply(1, '19:31:07')];
    scene.read('client', question.subarray(0, 9)).read('server', answer.subarray(0, 3));
    scene.read('client', question.subarray(9)).read('server', answer.subarray(3));
    assert.deepEqual(
      framesOf(scene).map(({ from }) => from),
      ['client', 'server'],
    );
    assert.deepEqual(bytesOf(framesOf(scene)), [question.toString('hex'), answer.toString('hex')]);
  });

  it('copies what it keeps', () => {
    const bytes = request(1, 'HORA');
    const scene = new Scene().opened();
    scene.store.add({ kind: 'read', connection: 1, at: 1, from: 'client', offset: 0, bytes });
    bytes.fill(0);
    assert.deepEqual(bytesOf(framesOf(scene)), [request(1, 'HORA').toString('hex')]);
  });

  it('says what has come of a frame that is not complete', () => {
    const scene = new Scene().opened().read('client', STREAM.subarray(0, 5));
    assert.deepEqual(scene.store.begunFrames(), [
      { connection: 1, from: 'client', bytes: 5, needed: undefined },
    ]);
    scene.read('client', STREAM.subarray(5, 20));
    assert.deepEqual(scene.store.begunFrames(), [{ connection: 1, from: 'client', bytes: 20, needed: 29 }]);
    scene.read('client', STREAM.subarray(20, 30));
    assert.equal(framesOf(scene).length, 1);
    assert.deepEqual(scene.store.begunFrames(), [
      { connection: 1, from: 'client', bytes: 1, needed: undefined },
    ]);
  });

  for (const [name, end] of [
    ['FIN', (scene: Scene, side: Side) => scene.fin(side)],
    ['RST', (scene: Scene, side: Side) => scene.reset(side)],
    ['the end of the connection', (scene: Scene) => scene.closed()],
  ] as const)
    it(`shows what there is of a frame at ${name}, before it`, () => {
      for (const size of [3, 15, 16, 20]) {
        const scene = new Scene().opened().read('client', STREAM.subarray(0, size));
        end(scene, 'client');
        const [, frame, note] = scene.rows;
        assert.ok(frame?.kind === 'frame' && note?.kind !== 'frame');
        assert.equal(frameBytes(frame).length, size);
        assert.equal(scene.store.dissection(frame).broken, true, `${size} bytes`);
      }
    });

  it('shows a line that was answered in EC/1 as a line, and the answer as a frame', () => {
    const scene = new Scene().opened().read('client', 'oi\n').read('server', encodeError(0, 'bad-magic'));
    assert.deepEqual(
      framesOf(scene).map(({ dissector }) => dissector.name),
      ['lines', 'ec'],
    );
  });

  it('shows `oi` without an end as soon as it is answered', () => {
    const scene = new Scene().opened().read('client', 'oi');
    assert.equal(framesOf(scene).length, 0);
    scene.read('server', encodeError(0, 'bad-magic'));
    assert.deepEqual(
      framesOf(scene).map(({ from }) => from),
      ['client', 'server'],
    );
  });

  it('believes what it is told the connections speak', () => {
    const scene = new Scene(DEFAULT_BOUNDS, dissectorNamed('raw')).opened();
    scene.read('client', STREAM.subarray(0, 30)).read('client', STREAM.subarray(30)).read('server', 'x');
    assert.deepEqual(
      framesOf(scene).map(({ dissector, size }) => [dissector.name, size]),
      [
        ['raw', 30],
        ['raw', STREAM.length - 30],
        ['raw', 1],
      ],
    );
  });
});

const MIB = 2 ** 20;

function longFrame(length: number): Buffer {
  const frame = Buffer.alloc(4 + length, 'long ');
  frame.writeUInt32BE(length);
  return frame;
}

describe('the store, bounded', () => {
  for (const readBytes of [65_536, 100_000, 6 * MIB])
    it(`keeps the head of a frame of 5 MiB, and finds the next one (reads of ${readBytes} bytes)`, () => {
      const next = longFrame(10);
      const stream = Buffer.concat([longFrame(3), longFrame(5 * MIB), next, next]);
      const scene = new Scene(DEFAULT_BOUNDS, dissectorNamed('length-prefix')).opened();
      for (let at = 0; at < stream.length; at += readBytes)
        scene.read('client', stream.subarray(at, at + readBytes));
      const [, long, ...rest] = framesOf(scene);
      assert.ok(long);
      assert.equal(long.size, 4 + 5 * MIB);
      assert.deepEqual(frameBytes(long), stream.subarray(7, 7 + MIB));
      assert.equal(
        long.parts.reduce((sum, { size }) => sum + size, 0),
        long.size,
      );
      assert.equal(long.at, long.parts.at(-1)?.at);
      assert.deepEqual(bytesOf(rest), [next.toString('hex'), next.toString('hex')]);
    });

  it('shows a megabyte of something whose end nobody can tell', () => {
    const endless = { ...lines, measure: () => undefined };
    const scene = new Scene(DEFAULT_BOUNDS, endless).opened();
    for (let read = 0; read < 20; read += 1) scene.read('client', Buffer.alloc(65_536, 'x'));
    assert.deepEqual(
      framesOf(scene).map(({ size }) => size),
      [MIB],
    );
  });

  it('lets the oldest rows go when there are too many, and counts them', () => {
    const scene = new Scene({ rows: 10, bytes: MIB }).opened();
    for (let id = 1; id <= 100; id += 1) scene.read('client', request(id, 'HORA'));
    const { store } = scene;
    assert.deepEqual([store.first, store.last, store.forgotten, store.frames], [92, 101, 91, 100]);
    assert.deepEqual(
      scene.rows.map(({ number }) => number),
      Array.from({ length: 10 }, (_, index) => 92 + index),
    );
    assert.equal(store.row(91), undefined);
    assert.equal(store.row(102), undefined);
  });

  it('lets the oldest rows go when they hold too many bytes', () => {
    const frame = request(1, 'HORA');
    const scene = new Scene({ rows: 1_000, bytes: frame.length * 3 }).opened();
    for (let id = 1; id <= 5; id += 1) scene.read('client', frame);
    assert.deepEqual(
      framesOf(scene).map(({ number }) => number),
      [4, 5, 6],
    );
  });

  it('forgets connections that have ended when there are very many, never one that is open', () => {
    const scene = new Scene({ rows: 100, bytes: MIB }).opened(1);
    for (let connection = 2; connection <= 10_100; connection += 1)
      scene.opened(connection).closed(connection);
    const connections = scene.store.connections();
    assert.equal(connections.length, 10_000);
    assert.equal(connections[0]?.connection, 1);
  });

  it('does not forget one that was broken off while a frame of it is held', () => {
    const scene = new Scene().opened(1).held('client', request(1, 'HORA')).reset('client');
    for (let connection = 2; connection <= 10_100; connection += 1)
      scene.opened(connection).closed(connection);
    scene.released(1, 'lost', []).closed(1);
    assert.deepEqual(scene.store.heldFrames(), []);
  });

  it('dissects again what it has forgotten the fields of', () => {
    const scene = new Scene().opened();
    for (let id = 1; id <= 2_000; id += 1) scene.read('client', request(id, 'HORA'));
    const [first] = framesOf(scene);
    assert.ok(first);
    const before = scene.store.dissection(first);
    for (const row of framesOf(scene)) assert.equal(scene.store.dissection(row).type, 'REQUEST');
    assert.deepEqual(scene.store.dissection(first), before);
  });
});

describe('the store, marking what was done', () => {
  const [one, two] = [request(1, 'HORA'), request(2, 'LISTAR')];

  function fate(row: Row | undefined): unknown {
    if (row?.kind !== 'frame') return undefined;
    const { held, intervention } = row;
    return held
      ? `held ${held.frame}`
      : intervention && `${intervention.how} [${intervention.writes.length}]`;
  }

  for (const [how, writes] of [
    ['released', [one]],
    ['dropped', []],
    ['doubled', [one, one]],
    ['edited', [two]],
    ['split', [one.subarray(0, 4), one.subarray(4)]],
  ] as const)
    it(`marks a frame that is held, and then ${how}`, () => {
      const scene = new Scene().opened().held('client', one);
      assert.equal(fate(scene.store.row(2)), 'held 1');
      assert.deepEqual(
        scene.store.heldFrames().map(({ number }) => number),
        [2],
      );
      scene.released(1, how, writes);
      assert.equal(fate(scene.store.row(2)), `${how} [${writes.length}]`);
      assert.deepEqual(scene.store.heldFrames(), []);
    });

  it('marks the right one of frames that came in one read, in either direction', () => {
    const scene = new Scene().opened().read('client', Buffer.concat([one, two, one]));
    scene.read('server', encodeFile(1, { name: 'a', size: 0 }));
    scene.holdAt('client', one.length, two).holdAt('server', 0, Buffer.alloc(0));
    assert.deepEqual(scene.rows.map(fate), [undefined, undefined, 'held 1', undefined, 'held 2']);
  });

  it('tells joined frames by the writes that stand in the last one', () => {
    const scene = new Scene().opened().held('client', one).held('client', two);
    scene.released(1, 'joined', []).released(2, 'released', [Buffer.concat([one, two])]);
    assert.deepEqual(scene.rows.map(fate), [undefined, 'joined [0]', 'released [1]']);
  });

  it('ignores what is said of a frame that it does not know', () => {
    const scene = new Scene().opened().held('client', one).released(7, 'dropped', []);
    assert.equal(fate(scene.store.row(2)), 'held 1');
  });
});

describe('the store, cleared', () => {
  it('counts from 1 again, and connections go on', () => {
    const scene = new Scene().opened().read('client', STREAM.subarray(0, STREAM.length - 3));
    scene.store.clear();
    assert.deepEqual([scene.store.first, scene.store.last, scene.store.frames], [1, 0, 0]);
    scene.read('client', STREAM.subarray(STREAM.length - 3));
    assert.deepEqual(
      framesOf(scene).map(({ number, parts }) => [number, parts.map(({ read }) => read)]),
      [[1, [1, 2]]],
    );
    assert.equal(scene.store.connections()[0]?.sides.client.frames, FRAMES.length);
  });

  it('keeps the frames that are still held, under new numbers', () => {
    const scene = new Scene().opened().read('client', STREAM);
    const held = request(9, 'HORA');
    scene.held('client', held);
    scene.store.clear();
    assert.deepEqual(
      scene.rows.map((row) => [row.number, row.kind === 'frame' && row.held?.frame]),
      [[1, 1]],
    );
    assert.equal(scene.store.heldFrames()[0], scene.store.row(1));
    scene.released(1, 'dropped', []);
    assert.deepEqual(scene.store.heldFrames(), []);
    assert.equal((scene.store.row(1) as FrameRow).intervention?.how, 'dropped');
  });
});

describe('the store, cleared while frames wait behind a held one', () => {
  const [one, first, second] = [request(7, 'HORA'), request(8, 'LISTAR'), request(9, 'SAIR')];

  it('keeps them too, behind it, and can still hold them', () => {
    const scene = new Scene()
      .opened()
      .held('client', one)
      .read('client', Buffer.concat([first, second]));
    scene.read('server', encodeReply(1, 'x'));
    scene.store.clear();
    assert.deepEqual(
      framesOf(scene).map(({ number, from, offset }) => [number, from, offset]),
      [
        [1, 'client', 0],
        [2, 'client', one.length],
        [3, 'client', one.length + first.length],
      ],
    );
    scene.released(1, 'released', [one]).holdAt('client', one.length, first);
    assert.deepEqual(
      scene.store.heldFrames().map((row) => [row.number, frameBytes(row).toString('hex')]),
      [[2, first.toString('hex')]],
    );
  });

  it('keeps their bytes, though their memory is used again', () => {
    const scene = new Scene().opened().held('client', one);
    for (let times = 0; times < 40; times += 1) scene.read('server', encodeReply(1, 'x'.repeat(60_000)));
    scene.read('client', second);
    for (let times = 0; times < 40; times += 1) scene.read('server', encodeReply(1, 'x'.repeat(60_000)));
    scene.store.clear();
    for (let times = 0; times < 80; times += 1) scene.read('server', encodeReply(1, 'x'.repeat(60_000)));
    assert.ok(frameBytes(framesOf(scene)[1] as FrameRow).equals(second));
  });
});

describe('totals of a connection', () => {
  it('count frames, bytes and reads of each side, and say how it stands', () => {
    const scene = new Scene()
      .opened()
      .read('client', STREAM.subarray(0, 40))
      .read('client', STREAM.subarray(40));
    scene.read('server', encodeReply(1, 'x'));
    const [totals] = scene.store.connections();
    assert.deepEqual(totals?.sides, {
      client: { frames: 5, bytes: STREAM.length, reads: 2 },
      server: { frames: 1, bytes: 19, reads: 1 },
    });
    assert.equal(totals?.dissector?.name, 'ec');
    assert.equal(totals?.lastAt, scene.now);
    assert.equal(totals?.state, 'open');
  });

  it('tell closed, reset and refused apart', () => {
    const scene = new Scene().opened(1).fin('client', 1).fin('server', 1).closed(1);
    scene.opened(2).reset('server', 2).closed(2).opened(3).refused(3).closed(3);
    assert.deepEqual(
      scene.store.connections().map(({ state }) => state),
      ['closed', 'reset', 'refused'],
    );
  });

  it('are counted while they are open', () => {
    const scene = new Scene().opened(1).opened(2).opened(3).opened(4);
    assert.equal(scene.store.openConnections, 4);
    scene.reset('server', 2).refused(3).fin('client', 1);
    assert.equal(scene.store.openConnections, 2);
    scene.closed(1).closed(2).closed(3);
    assert.equal(scene.store.openConnections, 1);
  });

  it('take no control characters from a recording', () => {
    const scene = new Scene();
    scene.store.add({ kind: 'opened', connection: 1, at: 1, client: 'a\x1b[2J', target: 'b\n' });
    const [totals] = scene.store.connections();
    assert.deepEqual([totals?.client, totals?.target], ['a\\x1b[2J', 'b\\n']);
    assert.deepEqual(
      scene.rows.map((row) => row.kind !== 'frame' && row.text),
      ['a\\x1b[2J → b\\n'],
    );
  });
});

describe('first bytes that do not tell what they are', () => {
  it('are taken for what they look like once nothing more comes, and not before', () => {
    const scene = new Scene().opened().read('client', 'HORA');
    assert.equal(scene.store.settle(scene.now - 1), false);
    assert.equal(scene.store.frames, 0);
    assert.equal(scene.store.settle(scene.now), true);
    const row = scene.rows.at(-1);
    assert.deepEqual(row?.kind === 'frame' && [row.dissector.name, row.size], ['raw', 4]);
    assert.equal(scene.store.settle(scene.now), false);
  });

  it('are not settled on a connection that speaks already, or is gone', () => {
    const speaking = new Scene().opened().read('client', request(1, 'HORA')).read('client', 'EC');
    const gone = new Scene().opened().fin('client').fin('server').closed();
    for (const scene of [speaking, gone]) assert.equal(scene.store.settle(scene.now), false);
  });

  for (const size of [1, 2, 3, 7, 16, 20, 100])
    it(`are a line, whatever the cuts: reads of ${size} bytes`, () => {
      const sent = 'GET /index.html HTTP/1.1\r\nHost: example\r\n';
      const scene = new Scene().opened();
      for (let at = 0; at < sent.length; at += size) scene.read('client', sent.slice(at, at + size));
      const lines = scene.rows.filter((row) => row.kind === 'frame');
      assert.deepEqual(
        lines.map(({ dissector, size }) => [dissector.name, size]),
        [
          ['lines', 26],
          ['lines', 15],
        ],
      );
    });
});
