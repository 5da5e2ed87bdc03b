/**
 * One direction of a connection as it grows: reads go in, frames come out as soon as they are complete, each with the
 * parts of the reads that carried it.
 */

import { Buffer } from 'node:buffer';
import type { Dissector } from './dissect/dissection.ts';
import { ec } from './dissect/ec.ts';
import { joined, type Part } from './rows.ts';
import type { Slabs } from './slab.ts';

/** Of a longer frame only so much is kept; one whose end nobody can tell is shown when so much is there. */
const KEPT_FRAME_BYTES = 1 << 20;
/** The reads of a frame beyond its kept head are told apart up to so many. */
const MOST_PARTS = 1_000;

/** A frame as it was cut from the stream, `offset` bytes behind its beginning. */
export interface CutFrame {
  readonly parts: readonly Part[];
  readonly size: number;
  readonly offset: number;
  readonly at: number;
}

export class Stream {
  /** Where the frame that is still coming in begins. */
  offset = 0;
  /** How many of its bytes have come. */
  length = 0;
  #parts: Part[] = [];
  /** How many bytes it takes; undefined: not known yet. */
  #needed: number | undefined;
  #speaksEc: boolean | undefined;
  readonly #slabs: Slabs;

  constructor(slabs: Slabs) {
    this.#slabs = slabs;
  }

  /** What is kept of the bytes that have come. */
  get bytes(): Buffer {
    return joined(this.#parts);
  }

  /** How many bytes the frame that is still coming in takes, once that is known. */
  get needed(): number | undefined {
    return this.#needed;
  }

  /** How many of `bytes` to add at once: up to the end of a long frame, so that no more than its head is kept. */
  next(bytes: Buffer): number {
    if (this.#needed === undefined || this.#needed <= KEPT_FRAME_BYTES) return bytes.length;
    return Math.min(bytes.length, this.#needed - this.length);
  }

  /** Copies what it keeps. */
  add(read: number, at: number, bytes: Buffer): void {
    const long = (this.#needed ?? 0) > KEPT_FRAME_BYTES;
    const room = long ? Math.max(0, KEPT_FRAME_BYTES - this.length) : bytes.length;
    const kept = this.#slabs.copy(bytes.subarray(0, room));
    const part = { read, at, bytes: kept.bytes, size: bytes.length, slab: kept.slab };
    const last = this.#parts.at(-1);
    if (last && room === 0 && this.#parts.length >= MOST_PARTS)
      this.#parts[this.#parts.length - 1] = { ...last, at, read, size: last.size + part.size };
    else this.#parts.push(part);
    this.length += bytes.length;
  }

  /** Whether this direction began as EC/1; undefined: too few bytes to tell. */
  speaksEc(ended: boolean): boolean | undefined {
    this.#speaksEc ??= ec.recognises(this.bytes) ?? (ended ? false : undefined);
    return this.#speaksEc;
  }

  /** The frame at the front, if all of it is there; whatever is there when the direction has `ended`. */
  cut(dissector: Dissector, ended: boolean): CutFrame | undefined {
    if (this.length === 0) return undefined;
    const size = this.#frameSize(dissector, ended);
    return size === undefined ? undefined : this.#take(size);
  }

  #frameSize(dissector: Dissector, ended: boolean): number | undefined {
    if (dissector.name === 'raw') return this.#parts[0]?.size;
    this.#needed ??= dissector.measure(this.bytes, ended);
    const endless = this.#needed === undefined && this.length >= KEPT_FRAME_BYTES;
    if (ended || endless) return Math.min(this.#needed ?? this.length, this.length);
    return this.#needed !== undefined && this.#needed <= this.length ? this.#needed : undefined;
  }

  /** Takes `size` bytes off the front, read by read. */
  #take(size: number): CutFrame {
    const parts: Part[] = [];
    for (let missing = size; missing > 0; ) {
      const part = this.#parts[0];
      if (!part) break;
      const front = part.size <= missing ? part : partOf(part, 0, missing);
      if (front === part) this.#parts.shift();
      else this.#parts[0] = partOf(part, missing, part.size);
      if (front !== part && part.slab) part.slab.uses += 1;
      parts.push(front);
      missing -= front.size;
    }
    const { offset } = this;
    this.offset += size;
    this.length -= size;
    this.#needed = undefined;
    return { parts: headOf(parts, size), size, offset, at: parts.at(-1)?.at ?? 0 };
  }
}

/** Half of a part that is cut in two: together they are one use of the slab more. */
function partOf({ read, at, bytes, slab }: Part, start: number, end: number): Part {
  return { read, at, bytes: bytes.subarray(start, end), size: end - start, slab };
}

/** Only the bytes at the beginning of a frame that is too long to be kept whole. */
function headOf(parts: readonly Part[], size: number): readonly Part[] {
  if (size <= KEPT_FRAME_BYTES) return parts;
  let room = KEPT_FRAME_BYTES;
  return parts.map((part) => {
    const kept = Math.min(room, part.bytes.length);
    room -= kept;
    return kept === part.bytes.length
      ? part
      : { ...part, bytes: Buffer.from(part.bytes.subarray(0, kept)), slab: undefined };
  });
}
