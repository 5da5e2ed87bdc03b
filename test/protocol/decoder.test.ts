/**
 * Bytes in, frames out, however the bytes were cut (PROTOCOL.md §3.8).
 *
 * Random tests print their seed; SEED=… in the environment repeats a run.
 */

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { setImmediate as immediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { ERRORS, ProtocolError } from '../../protocol/error.ts';
import { encodeFrame, type Frame, FrameType, HEADER_BYTES, MAX_PAYLOAD_BYTES } from '../../protocol/frame.ts';
import { brokenExamples, frameExamples, hex } from './protocol-md.ts';

const SEED = Number(process.env.SEED ?? randomInt(2 ** 31));

const PING = encodeFrame({ type: FrameType.PING, id: 1, payload: Buffer.from('oi') });
const LARGEST = encodeFrame({ type: FrameType.CHUNK, id: 1, payload: Buffer.alloc(MAX_PAYLOAD_BYTES, 0x5a) });

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What came out, and how it ended: a code, or undefined when the stream ended between two frames. */
interface Outcome {
  readonly frames: readonly string[];
  readonly failure: string | undefined;
}

/** Gives the pieces to a new decoder, one after the other, and then the end. */
function decodeAll(pieces: readonly Buffer[]): Outcome {
  const decoder = new FrameDecoder();
  const frames: string[] = [];
  try {
    for (const piece of pieces) for (const frame of decoder.decode(piece)) frames.push(shown(frame));
    decoder.end();
    return { frames, failure: undefined };
  } catch (error) {
    if (error instanceof ProtocolError) return { frames, failure: error.code };
    throw error;
  }
}

function shown({ type, id, payload }: Frame): string {
  return `type ${type}, id ${id}, ${payload.toString('hex')}`;
}

function cutAt(bytes: Buffer, positions: readonly number[]): Buffer[] {
  const edges = [0, ...positions, bytes.length].sort((a, b) => a - b);
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

function everyPosition(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length + 1 }, (_, position) => position);
}

/** Cuts anywhere, also none, also several at one place: an empty read is no harm. */
const positionsIn = (bytes: Buffer) => fc.array(fc.nat({ max: bytes.length }), { maxLength: 40 });

/** Runs the property with SEED, and says which it was. */
function check<Values>(t: TestContext, property: fc.IProperty<Values>): void {
  t.diagnostic(`seed ${SEED}`);
  fc.assert(property, { seed: SEED, numRuns: 300 });
}

for (const { caption, typeName, id, payload, bytes } of frameExamples) {
  const type = FrameType[typeName as keyof typeof FrameType];
  const frame = shown({ type, id, payload });
  const once = { frames: [frame], failure: undefined };

  test(`${caption}: whole`, () => {
    assert.deepEqual(decodeAll([bytes]), once);
  });

  test(`${caption}: one byte at a time`, () => {
    assert.deepEqual(decodeAll(cutAt(bytes, everyPosition(bytes))), once);
  });

  test(`${caption}: cut in two at every position`, () => {
    for (const position of everyPosition(bytes))
      assert.deepEqual(decodeAll(cutAt(bytes, [position])), once, `cut at ${position}`);
  });

  test(`${caption}: with the beginning of the next frame behind it`, () => {
    for (const position of everyPosition(PING)) {
      const decoder = new FrameDecoder();
      const first = [...decoder.decode(Buffer.concat([bytes, PING.subarray(0, position)]))].map(shown);
      const second = [...decoder.decode(PING.subarray(position))].map(shown);
      const next = 'type 7, id 1, 6f69';
      assert.deepEqual(
        [first, second],
        position < PING.length ? [[frame], [next]] : [[frame, next], []],
        `${position} bytes behind it`,
      );
      decoder.end();
    }
  });

  test(`${caption}: an end at any position inside it is truncated`, () => {
    for (const position of everyPosition(bytes).slice(1, -1))
      assert.deepEqual(
        decodeAll([bytes.subarray(0, position)]),
        { frames: [], failure: 'truncated' },
        `end after ${position} bytes`,
      );
  });
}

test('all frames of Appendix A in one stream come out in order, cut at random', (t) => {
  const stream = Buffer.concat(frameExamples.map(({ bytes }) => bytes));
  const frames = frameExamples.flatMap(({ bytes }) => decodeAll([bytes]).frames);
  assert.equal(frames.length, frameExamples.length);
  check(
    t,
    fc.property(positionsIn(stream), (positions) => {
      assert.deepEqual(decodeAll(cutAt(stream, positions)), { frames, failure: undefined });
    }),
  );
});

for (const { caption, code, after, bytes } of brokenExamples) {
  const example = `${caption} (${bytes.toString('hex', 0, 12)}…)`;
  const refused = { frames: [], failure: code };

  test(`${example}: not known a byte earlier`, () => {
    const decoder = new FrameDecoder();
    assert.deepEqual([...decoder.decode(bytes.subarray(0, after - 1))], []);
  });

  test(`${example}: known then, without a byte more`, () => {
    assert.deepEqual(decodeAll([bytes.subarray(0, after)]), refused);
  });

  test(`${example}: under every cut`, () => {
    assert.deepEqual(decodeAll([bytes]), refused, 'whole');
    assert.deepEqual(decodeAll(cutAt(bytes, everyPosition(bytes))), refused, 'one byte at a time');
    for (const position of everyPosition(bytes))
      assert.deepEqual(decodeAll(cutAt(bytes, [position])), refused, `cut at ${position}`);
  });

  test(`${example}: a frame before it still comes out`, () => {
    const stream = Buffer.concat([PING, bytes]);
    for (const position of everyPosition(stream))
      assert.deepEqual(
        decodeAll(cutAt(stream, [position])),
        { frames: ['type 7, id 1, 6f69'], failure: code },
        `cut at ${position}`,
      );
  });

  test(`${example}: cut at random`, (t) => {
    check(
      t,
      fc.property(positionsIn(bytes), (positions) => {
        assert.deepEqual(decodeAll(cutAt(bytes, positions)), refused);
      }),
    );
  });
}

test('6f is refused before anything follows it', () => {
  const decoder = new FrameDecoder();
  assert.throws(() => [...decoder.decode(hex('6f'))], {
    name: 'ProtocolError',
    code: 'bad-magic',
    detail: 'expected 45 43 ("EC"), got 6f',
  });
});

test('a length of 65,537 is refused before its checksum arrives', () => {
  const decoder = new FrameDecoder();
  assert.deepEqual([...decoder.decode(hex('45 43 01 05 00 00 00 01 00 01 00'))], []);
  assert.throws(() => [...decoder.decode(hex('01'))], { code: 'too-long' });
});

test('a payload of 65,536 bytes is taken', () => {
  const { frames, failure } = decodeAll([LARGEST]);
  assert.deepEqual(frames, [`type 5, id 1, ${'5a'.repeat(65_536)}`]);
  assert.equal(failure, undefined);
});

test('every bit that turns over is noticed', () => {
  for (let bit = 0; bit < PING.length * 8; bit += 1) {
    const wrong = Buffer.from(PING);
    wrong.writeUInt8(wrong.readUInt8(bit >> 3) ^ (0x80 >> (bit & 7)), bit >> 3);
    const { frames, failure } = decodeAll([wrong]);
    assert.deepEqual(frames, [], `bit ${bit}`);
    assert.ok(noticedAs(bit >> 3).includes(String(failure)), `bit ${bit}: ${failure}`);
  }
});

/** Which failures a wrong bit in that byte may lead to. A wrong length may also be one that is still waited for. */
function noticedAs(byte: number): readonly string[] {
  if (byte < 2) return ['bad-magic'];
  if (byte === 2) return ['bad-version'];
  return byte >= 8 && byte < 12 ? ['too-long', 'truncated', 'bad-checksum'] : ['bad-checksum'];
}

test('types that nobody knows are frames all the same', () => {
  for (const type of [0, 10, 255]) {
    const bytes = encodeFrame({ type, id: 0, payload: Buffer.alloc(0) });
    assert.deepEqual(decodeAll([bytes]), { frames: [`type ${type}, id 0, `], failure: undefined });
  }
});

for (const { code, bytes, caption } of brokenExamples.filter((example) => example.code !== 'truncated'))
  test(`the failure is sticky: ${caption} (${bytes.toString('hex', 0, 12)}…)`, () => {
    const decoder = new FrameDecoder();
    const failure = failureOf(() => [...decoder.decode(bytes)]);
    assert.equal(failure.code, code);
    assert.equal(
      failureOf(() => [...decoder.decode(PING)]),
      failure,
    );
    assert.equal(
      failureOf(() => [...decoder.decode(Buffer.alloc(0))]),
      failure,
    );
    assert.equal(
      failureOf(() => decoder.end()),
      failure,
    );
  });

function failureOf(action: () => unknown): ProtocolError {
  try {
    action();
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: 'no failure' });
}

test('nothing, and reads of nothing, are a stream that ends well', () => {
  assert.deepEqual(decodeAll([]), { frames: [], failure: undefined });
  assert.deepEqual(decodeAll([Buffer.alloc(0), PING, Buffer.alloc(0)]).failure, undefined);
});

test('partial says whether a frame has begun', () => {
  const decoder = new FrameDecoder();
  assert.equal(decoder.partial, false, 'before the first byte');
  for (const position of everyPosition(PING).slice(0, -1)) {
    const frames = [...decoder.decode(PING.subarray(position, position + 1))];
    assert.equal(decoder.partial, frames.length === 0, `after ${position + 1} bytes`);
  }
  assert.equal(decoder.partial, false, 'after the last byte');
});

test('truncated says how many bytes of the frame were there', () => {
  for (const [bytes, detail] of [
    [PING.subarray(0, 1), 'after 1 bytes of a frame'],
    [PING.subarray(0, 16), 'after 16 bytes of a frame'],
    [PING.subarray(0, 17), 'after 17 bytes of a frame'],
    [Buffer.concat([PING, PING.subarray(0, 5)]), 'after 5 bytes of a frame'],
  ] as const) {
    const decoder = new FrameDecoder();
    for (const _ of decoder.decode(bytes));
    assert.throws(() => decoder.end(), { code: 'truncated', detail });
  }
});

test('a frame is given as soon as its last byte is there, before the next is looked at', () => {
  const decoder = new FrameDecoder();
  const frames = decoder.decode(Buffer.concat([PING, hex('6f')]));
  const first = frames.next();
  assert.ok(!first.done);
  assert.equal(shown(first.value), 'type 7, id 1, 6f69');
  assert.throws(() => frames.next(), { code: 'bad-magic' });
});

test('a payload that came whole is a part of the read, one that came in pieces a copy', (t) => {
  const read = Buffer.concat([PING, PING]);
  const copies = countCopies(t);
  const decoder = new FrameDecoder();
  const [whole, ...others] = [...decoder.decode(read.subarray(0, read.length - 1))];
  assert.equal(copies(), PING.length - 1);
  const [pieced] = [...decoder.decode(read.subarray(read.length - 1))];
  assert.ok(whole && pieced && others.length === 0);
  read.fill(0);
  assert.deepEqual([whole.payload.toString(), pieced.payload.toString()], ['\0\0', 'oi']);
});

test('64 KiB a byte at a time are one frame, one allocation, and one copy of each byte', (t) => {
  const pieces = cutAt(LARGEST, everyPosition(LARGEST));
  const copies = countCopies(t);
  const allocations = countAllocations(t);
  const decoder = new FrameDecoder();
  const frames = pieces.flatMap((piece) => [...decoder.decode(piece)]);
  assert.equal(frames.length, 1);
  assert.deepEqual(allocations(), [MAX_PAYLOAD_BYTES]);
  assert.equal(copies(), LARGEST.length);
  assert.equal(decoder.partial, false);
});

test('10,000 frames in one read are not copied at all', (t) => {
  const stream = Buffer.concat(Array.from({ length: 10_000 }, () => PING));
  const copies = countCopies(t);
  assert.equal([...new FrameDecoder().decode(stream)].length, 10_000);
  assert.equal(copies(), 0);
});

test('no memory is set aside for a length that is too long', (t) => {
  const allocations = countAllocations(t);
  for (const length of ['00 01 00 01', '7f ff ff ff', 'ff ff ff ff'])
    assert.equal(decodeAll([hex(`45 43 01 05 00 00 00 01 ${length} 00 00 00 00`)]).failure, 'too-long');
  assert.deepEqual(allocations(), []);
});

test('a payload that was put together is given away: when nobody else keeps it, its memory is free', async () => {
  const decoder = new FrameDecoder();
  assert.deepEqual([...decoder.decode(LARGEST.subarray(0, 100))], []);
  const given = new WeakRef(only(decoder.decode(LARGEST.subarray(100))).payload.buffer);
  await immediate(); // a WeakRef keeps its target until the current job ends
  collectGarbage();
  assert.ok(given.deref() === undefined);
  decoder.end(); // and the decoder lives until here
});

function only(frames: Iterable<Frame>): Frame {
  const [frame, ...more] = frames;
  assert.ok(frame && more.length === 0);
  return frame;
}

/** The sizes that Buffer.allocUnsafe was asked for since this call. */
function countAllocations(t: TestContext): () => number[] {
  const sizes: number[] = [];
  const real = Buffer.allocUnsafe;
  t.mock.method(Buffer, 'allocUnsafe', (size: number) => {
    sizes.push(size);
    return real(size);
  });
  return () => sizes;
}

/** How many bytes Buffer.copy has copied since this call. */
function countCopies(t: TestContext): () => number {
  let total = 0;
  const real = Buffer.prototype.copy;
  t.mock.method(Buffer.prototype, 'copy', function (this: Buffer, ...words: Parameters<Buffer['copy']>) {
    const copied = real.apply(this, words);
    total += copied;
    return copied;
  });
  return () => total;
}

const anyFrame = fc.record({
  type: fc.nat({ max: 255 }),
  id: fc.nat({ max: 0xffffffff }),
  payload: fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
});

test('any frames come back as they were sent, under any cuts', (t) => {
  check(
    t,
    fc.property(fc.array(anyFrame), fc.array(fc.nat({ max: 1000 })), (frames, places) => {
      const stream = Buffer.concat(frames.map(encodeFrame));
      const pieces = cutAt(
        stream,
        places.filter((place) => place <= stream.length),
      );
      assert.deepEqual(decodeAll(pieces), { frames: frames.map(shown), failure: undefined });
    }),
  );
});

/** Streams that are nearly right: frames, frames with one byte changed, headers with any numbers, mere bytes. */
const anyStream = fc
  .array(
    fc.oneof(
      anyFrame.map(encodeFrame),
      fc.tuple(anyFrame.map(encodeFrame), fc.nat(), fc.nat({ max: 255 })).map(([bytes, place, value]) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(value, place % changed.length);
        return changed;
      }),
      fc.uint8Array({ minLength: 13, maxLength: 13 }).map((rest) => Buffer.concat([hex('45 43 01'), rest])),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    ),
  )
  .map((parts) => Buffer.concat(parts));

test('whatever comes, it ends in frames or a fatal ProtocolError, the same under any cuts', (t) => {
  check(
    t,
    fc.property(anyStream, fc.array(fc.nat({ max: 1000 })), (stream, places) => {
      const whole = decodeAll([stream]);
      const positions = places.filter((place) => place <= stream.length);
      assert.deepEqual(decodeAll(cutAt(stream, positions)), whole);
      assert.deepEqual(decodeAll(cutAt(stream, everyPosition(stream))), whole);
      if (whole.failure !== undefined) assert.ok(ERRORS[whole.failure as keyof typeof ERRORS].fatal);
    }),
  );
});

test('whatever comes, at most one unfinished frame is held', (t) => {
  const allocations = countAllocations(t);
  check(
    t,
    fc.property(anyStream, (stream) => {
      allocations().length = 0;
      const { frames } = decodeAll(cutAt(stream, everyPosition(stream)));
      const sizes = allocations();
      assert.ok(sizes.length <= frames.length + 1, `${sizes.length} for ${frames.length} frames`);
      assert.ok(sizes.every((size) => size <= MAX_PAYLOAD_BYTES));
    }),
  );
});

test('an unfinished frame holds its header and no more than its own payload', (t) => {
  const allocations = countAllocations(t);
  const decoder = new FrameDecoder();
  for (const _ of decoder.decode(LARGEST.subarray(0, -1)));
  assert.deepEqual(allocations(), [LARGEST.length - HEADER_BYTES]);
  assert.equal(decoder.partial, true);
});
