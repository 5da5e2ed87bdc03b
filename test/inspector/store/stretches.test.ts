/** Many frames in one read: counted at once, and each of them a row like any other when somebody looks. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { dissectorNamed } from '../../../inspector/dissect/dissectors.ts';
import { type FrameRow, frameBytes } from '../../../inspector/rows.ts';
import { type Bounds, DEFAULT_BOUNDS } from '../../../inspector/store.ts';
import { encodeError } from '../../../protocol/message.ts';
import { request, Scene } from '../scene.ts';

const MIB = 2 ** 20;

/** Frames of different lengths, the last one longer than `bytes` would be without it. */
function requests(bytes: number): Buffer[] {
  const made: Buffer[] = [];
  for (let [id, size] = [1, 0]; size < bytes; id += 1) {
    const frame = request(id, 'ARQUIVO', 'x'.repeat(1 + ((id * 7_919) % 90)));
    made.push(frame);
    size += frame.length;
  }
  return made;
}

function frameNumbered(scene: Scene, number: number): FrameRow {
  const row = scene.store.row(number);
  assert.ok(row?.kind === 'frame', `row ${number} is a frame`);
  return row;
}

function checkRows(scene: Scene, sent: readonly Buffer[]): void {
  const { first, last } = scene.store;
  assert.equal(last, sent.length + 1);
  let offset = 0;
  for (const [index, bytes] of sent.entries()) {
    const number = index + 2; // the first row is the opening
    if (number >= first) {
      const row = frameNumbered(scene, number);
      assert.deepEqual([row.offset, row.size, row.number], [offset, bytes.length, number]);
      assert.ok(frameBytes(row).equals(bytes), `bytes of frame ${number}`);
    }
    offset += bytes.length;
  }
}

describe('a read of many frames', () => {
  it('gives each of them a row, also when it is larger than what is kept in one piece', () => {
    const sent = requests(3 * MIB);
    checkRows(new Scene({ ...DEFAULT_BOUNDS, rows: MIB }).opened().read('client', Buffer.concat(sent)), sent);
  });

  it('may begin and end inside a frame', () => {
    const sent = requests(MIB);
    const stream = Buffer.concat(sent);
    const scene = new Scene().opened();
    for (let at = 0; at < stream.length; at += 65_536) scene.read('client', stream.subarray(at, at + 65_536));
    checkRows(scene, sent);
  });

  it('is forgotten frame by frame when there are too many rows', () => {
    const sent = requests(10_000);
    const scene = new Scene({ rows: 7, bytes: MIB }).opened().read('client', Buffer.concat(sent));
    assert.deepEqual([scene.rows.length, scene.store.forgotten], [7, sent.length - 6]);
    checkRows(scene, sent);
  });

  it('does not show a forgotten frame to who asks for its place', () => {
    const [one, two] = [request(1, 'HORA'), request(2, 'LISTAR')];
    const scene = new Scene({ rows: 1, bytes: MIB }).opened().read('client', Buffer.concat([one, two]));
    assert.equal(scene.store.frameAt(1, 'client', 0), undefined);
    assert.equal(scene.store.frameAt(1, 'client', one.length)?.number, 3);
    assert.equal(scene.store.frameAt(1, 'server', one.length), undefined);
    assert.equal(scene.store.restOfFrame(1, 'client', 0), one.length);
  });

  it('shows the same object each time, whoever asks', () => {
    const [one, two] = [request(1, 'HORA'), request(2, 'LISTAR')];
    const scene = new Scene().opened().read('client', Buffer.concat([one, two]));
    const row = frameNumbered(scene, 3);
    assert.equal(scene.store.row(3), row);
    assert.equal(scene.store.frameAt(1, 'client', one.length), row);
    assert.equal(scene.store.summary(row), scene.store.summary(frameNumbered(scene, 3)));
  });
});

describe('reads that wait', () => {
  it('are told apart when an answer tells at last what they were', () => {
    const scene = new Scene().opened().read('client', 'oi').read('client', '\x00').read('client', 'tu');
    scene.read('server', encodeError(0, 'bad-magic'));
    assert.deepEqual(
      scene.rows.map((row) => row.kind === 'frame' && [row.dissector.name, row.size, row.parts[0]?.read]),
      [false, ['raw', 2, 1], ['raw', 1, 2], ['raw', 2, 3], ['ec', encodeError(0, 'bad-magic').length, 1]],
    );
  });

  it('make one frame, a byte in each', () => {
    const frame = Buffer.concat([Buffer.from([0, 0, 0x80, 0]), Buffer.alloc(0x8000, 'byte by byte ')]);
    const scene = new Scene(DEFAULT_BOUNDS, dissectorNamed('length-prefix')).opened();
    for (const byte of frame) scene.read('client', Buffer.from([byte]));
    const row = frameNumbered(scene, 2);
    assert.deepEqual(frameBytes(row), frame);
    assert.deepEqual(
      row.parts.map(({ read, size }) => [read, size]),
      Array.from(frame, (_, index) => [index + 1, 1]),
    );
  });
});

describe('a held frame', () => {
  const held = request(1, 'ARQUIVO', 'held.txt');

  function holding(): Scene {
    return new Scene({ rows: 3, bytes: 256 * MIB }).opened().held('client', held);
  }

  /** So much that the memory of all that came before has been used again. */
  function passMuch(scene: Scene): void {
    for (let round = 0; round < 10; round += 1) scene.read('server', Buffer.concat(requests(MIB)));
  }

  function checkHeld(scene: Scene): void {
    const [row] = scene.store.heldFrames();
    assert.ok(row && frameBytes(row).equals(held));
  }

  it('keeps its bytes, however much has passed and been forgotten meanwhile', () => {
    const scene = holding();
    passMuch(scene);
    assert.equal(scene.store.row(2), undefined);
    checkHeld(scene);
  });

  it('is a row again when the list is cleared, and still keeps its bytes', () => {
    const scene = holding();
    passMuch(scene);
    scene.store.clear();
    for (let id = 1; id <= 2; id += 1) scene.read('server', request(id, 'HORA'));
    assert.deepEqual([scene.store.first, scene.store.last, scene.store.frames], [1, 3, 3]);
    assert.equal(scene.store.heldFrames()[0], frameNumbered(scene, 1));
    checkHeld(scene);
    passMuch(scene);
    checkHeld(scene);
  });
});

describe('memory', () => {
  const read = Buffer.concat(requests(MIB));

  /** How many bytes more are taken after a hundred reads of a MiB. */
  function growth(bounds: Bounds, after: (scene: Scene) => void): number {
    const scene = new Scene(bounds).opened();
    const before = process.memoryUsage().arrayBuffers;
    for (let pass = 0; pass < 100; pass += 1) {
      scene.store.add({ kind: 'read', connection: 1, at: pass, from: 'client', offset: 0, bytes: read });
      after(scene);
    }
    return process.memoryUsage().arrayBuffers - before;
  }

  it('is used again when rows are forgotten, because of their number or of their bytes', () => {
    assert.ok(growth({ rows: 100, bytes: 256 * MIB }, () => {}) < 20 * MIB);
    assert.ok(growth({ rows: 1e6, bytes: 4 * MIB }, () => {}) < 20 * MIB);
  });

  it('is used again when the list is cleared', () => {
    assert.ok(growth(DEFAULT_BOUNDS, ({ store }) => store.clear()) < 20 * MIB);
  });
});
