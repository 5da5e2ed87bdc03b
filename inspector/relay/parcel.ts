/** What is on its way to the receiver: a list of writes, and the held frames that they stand for. */

import type { Fate, ReleaseAction } from './events.ts';

export interface HeldFrame {
  readonly frame: number;
  readonly offset: number;
  readonly bytes: Buffer;
}

export interface Parcel {
  /** In order. All but the last were joined to what came after them. None: the bytes only pass. */
  readonly frames: readonly HeldFrame[];
  /** What was done with the last frame. */
  readonly how: Fate;
  /** So many bytes that were not held follow the last frame in the same write. */
  readonly passing: number;
  readonly writes: readonly Buffer[];
  sent: number;
  pauseMs: number;
}

/** The writes that replace `frame`; `joined` frames go in front of its first one. */
export function parcelOf(joined: readonly HeldFrame[], frame: HeldFrame, action: ReleaseAction): Parcel {
  return {
    frames: [...joined, frame],
    how: action.how,
    passing: 0,
    writes: prefixed(joined, writesFor(frame.bytes, action)),
    sent: 0,
    pauseMs: action.how === 'split' ? action.pauseMs : 0,
  };
}

/** Bytes that pass, in one write with the `joined` frames. One frame that nothing follows was joined to nothing. */
export function passingParcel(joined: readonly HeldFrame[], bytes: Buffer): Parcel {
  const writes = prefixed(joined, [bytes]);
  const how = joined.length === 1 && bytes.length === 0 ? 'released' : 'joined';
  return { frames: joined, how, passing: bytes.length, writes, sent: 0, pauseMs: 0 };
}

/** Frames whose receiver is gone. */
export function lostParcel(frames: readonly HeldFrame[]): Parcel {
  return { frames, how: 'lost', passing: 0, writes: [], sent: 0, pauseMs: 0 };
}

/** What is to be told about a held frame once its fate is known. */
export interface Outcome {
  readonly frame: number;
  readonly how: Fate;
  readonly offset: number;
  readonly length: number;
  readonly writes: readonly Buffer[];
}

/** One for each held frame, with the writes that were made so far; all of them stand in the last one's. */
export function outcomes({ frames, how, passing, writes, sent }: Parcel): Outcome[] {
  return frames.map(({ frame, offset, bytes }, index) =>
    index < frames.length - 1
      ? { frame, how: how === 'lost' ? how : 'joined', offset, length: bytes.length, writes: [] }
      : { frame, how, offset, length: bytes.length + passing, writes: writes.slice(0, sent) },
  );
}

function prefixed(joined: readonly HeldFrame[], writes: readonly Buffer[]): Buffer[] {
  const [first = Buffer.alloc(0), ...rest] = writes;
  const whole = joined.length > 0 ? Buffer.concat([...joined.map(({ bytes }) => bytes), first]) : first;
  return [whole, ...rest].filter(({ length }) => length > 0);
}

function writesFor(bytes: Buffer, action: ReleaseAction): Buffer[] {
  switch (action.how) {
    case 'released':
    case 'joined':
      return [bytes];
    case 'dropped':
      return [];
    case 'doubled':
      return [bytes, bytes];
    case 'edited':
      return [action.bytes];
    case 'split':
      return split(bytes, action.sizes);
  }
}

function split(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (const size of [...sizes, bytes.length]) {
    pieces.push(bytes.subarray(start, start + size));
    start += Math.max(0, size);
  }
  return pieces;
}
