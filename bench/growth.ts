/**
 * What must not grow: the inspector's time for a frame with the frames that it keeps, the decoder's time for a byte with
 * the size of the payload when each byte comes alone.
 */

import { Store } from '../inspector/store.ts';
import { FrameDecoder } from '../protocol/decoder.ts';
import { encodeFrame, FrameType } from '../protocol/frame.ts';
import { type Bench, interleave, median, type Row, ratios, sized } from './bench.ts';

const GOAL = { atMost: 1.2 } as const;

const KEPT = [1_000, 10_000, 100_000] as const;
/** As many frames of 64 bytes as fit a read of 64 KiB, and so many reads. */
const FRAMES_PER_READ = 1_024;
const READS = sized(400, 20);

const PAYLOADS = [1, 64, 4_096, 65_536] as const;
const SINGLE_BYTES = sized(1 << 20, 1 << 17);

function frame(payloadBytes: number): Buffer {
  return encodeFrame({ type: FrameType.PING, id: 1, payload: Buffer.alloc(payloadBytes, 'x') });
}

/** A store that keeps `rows` frames and is full. Each call takes in more and gives the nanoseconds for each. */
function storeOf(rows: number): () => number {
  const store = new Store({ rows, bytes: 256 * 2 ** 20 });
  store.add({ kind: 'opened', connection: 1, at: 0, client: '127.0.0.1:50000', target: '127.0.0.1:65432' });
  const bytes = Buffer.concat(new Array<Buffer>(FRAMES_PER_READ).fill(frame(48)));
  let offset = 0;
  const add = (reads: number) => {
    for (let read = 0; read < reads; read += 1) {
      store.add({ kind: 'read', connection: 1, at: read, from: 'client', offset, bytes });
      offset += bytes.length;
    }
  };
  add(Math.ceil(rows / FRAMES_PER_READ));
  return () => nanoseconds(() => add(READS)) / (READS * FRAMES_PER_READ);
}

/** Frames with such a payload, byte by byte; each call gives the nanoseconds for one byte. */
function decoderOf(payloadBytes: number): () => number {
  const one = frame(payloadBytes);
  const bytes = Buffer.concat(new Array<Buffer>(Math.ceil(SINGLE_BYTES / one.length)).fill(one));
  const decoder = new FrameDecoder();
  const single = Buffer.alloc(1); // one for all: the decoder copies
  const decode = () => {
    let frames = 0;
    for (const byte of bytes) {
      single[0] = byte;
      for (const _frame of decoder.decode(single)) frames += 1;
    }
    if (frames !== bytes.length / one.length) throw new Error('frames were lost');
  };
  return () => nanoseconds(decode) / bytes.length;
}

function nanoseconds(work: () => void): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) * 1e6;
}

async function* rows(): AsyncGenerator<Row, void> {
  const stores = await interleave(byName(KEPT, storeOf));
  yield* grown(KEPT, stores, (kept) => `the inspector's time for a frame, ${kept} frames kept`);
  const decoders = await interleave(byName(PAYLOADS, decoderOf));
  yield* grown(
    PAYLOADS,
    decoders,
    (size) => `the decoder's time for a byte that comes alone, payloads of ${size}`,
  );
}

function byName(sizes: readonly number[], make: (size: number) => () => number) {
  return Object.fromEntries(sizes.map((size) => [String(size), make(size)]));
}

function* grown(
  [smallest = 0, ...sizes]: readonly number[],
  times: Readonly<Record<string, number[]>>,
  what: (size: string) => string,
): Generator<Row, void> {
  const base = times[smallest] ?? [];
  for (const size of sizes) {
    const own = times[size] ?? [];
    const note = `${Math.round(median(own))} to ${Math.round(median(base))} ns`;
    const against = `the same with ${smallest.toLocaleString('en')}`;
    yield { what: what(size.toLocaleString('en')), against, goal: GOAL, samples: ratios(own, base), note };
  }
}

export const bench: Bench = { seconds: 15, rows };
