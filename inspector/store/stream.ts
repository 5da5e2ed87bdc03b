/**
 * One direction of a connection as it grows: reads go in, stretches of frames come out as soon as these are complete.
 *
 * The frames that lie whole in a read are only counted, and kept side by side as they came. The bytes at the end of a
 * read that do not make a frame wait for the next one.
 */

import { Buffer } from 'node:buffer';
import type { Dissector, Side } from '../dissect/dissection.ts';
import { Begun } from './begun.ts';
import type { Place, Slabs } from './slab.ts';
import { type Arrival, KEPT_FRAME_BYTES, type Stretch, wholeFrames } from './stretch.ts';

const NOTHING = Buffer.alloc(0);

export class Stream {
  /** What cuts it into frames. Until it is known all bytes wait. */
  dissector: Dissector | undefined;
  /** Where the frame that is still coming in begins. */
  offset = 0;
  readonly #connection: number;
  readonly #from: Side;
  readonly #slabs: Slabs;
  readonly #begun: Begun;

  constructor(connection: number, from: Side, slabs: Slabs) {
    this.#connection = connection;
    this.#from = from;
    this.#slabs = slabs;
    this.#begun = new Begun(slabs);
  }

  /** How many bytes of the frame that is still coming in are there. */
  get length(): number {
    return this.#begun.length;
  }

  /** What is kept of them. */
  get bytes(): Buffer {
    return this.#begun.bytes;
  }

  /** How many it takes; undefined: not known yet. */
  get needed(): number | undefined {
    return this.#begun.needed;
  }

  /** What a read brought; copies what it keeps. Gives the frames that are complete now. */
  add(read: number, at: number, bytes: Buffer): Stretch[] {
    const stretches: Stretch[] = [];
    for (let rest = bytes; rest.length > 0; ) {
      if (this.dissector && this.length === 0)
        rest = this.#addWhole(this.dissector, read, at, rest, stretches);
      if (rest.length > 0) rest = this.#addToBegun(read, at, rest, stretches);
    }
    return stretches;
  }

  /** The frames in what waits; all of it when the direction has `ended`. */
  cut(ended: boolean): Stretch[] {
    const stretches: Stretch[] = [];
    for (let next = this.#cutFirst(ended); next; next = this.#cutFirst(ended)) stretches.push(next);
    return stretches;
  }

  /** Returns what does not make whole frames. */
  #addWhole(dissector: Dissector, read: number, at: number, bytes: Buffer, stretches: Stretch[]): Buffer {
    const { count, size, next } = wholeFrames(dissector, bytes);
    if (count > 0) {
      const place = this.#slabs.copy(bytes, size);
      stretches.push(this.#stretch(dissector, count, size, place, [{ read, at, size }]));
    }
    if (size === bytes.length) return NOTHING;
    if (next !== undefined) this.#begun.expect(next);
    return bytes.subarray(size);
  }

  /** Returns what comes after the frame, if this completes it. */
  #addToBegun(read: number, at: number, bytes: Buffer, stretches: Stretch[]): Buffer {
    const begun = this.#begun;
    const added = bytes.subarray(0, (begun.needed ?? Number.POSITIVE_INFINITY) - begun.length);
    begun.add(read, at, added);
    for (let next = this.#cutFirst(false); next; next = this.#cutFirst(false)) {
      stretches.push(next);
      if (begun.length <= added.length) return bytes.subarray(added.length - this.#takeBack());
    }
    return bytes.subarray(added.length);
  }

  /** All that waits came with the last read, where it can be cut faster. */
  #takeBack(): number {
    const { length } = this.#begun;
    this.#begun.clear();
    return length;
  }

  /** The frame at the front, if all of it is there; whatever is there when the direction has `ended`. */
  #cutFirst(ended: boolean): Stretch | undefined {
    const { dissector } = this;
    if (!dissector || this.length === 0) return undefined;
    const size = this.#frameSize(dissector, ended);
    if (size === undefined) return undefined;
    const { place, arrivals } = this.#begun.take(size);
    return this.#stretch(dissector, 1, size, place, arrivals);
  }

  #frameSize(dissector: Dissector, ended: boolean): number | undefined {
    if (dissector.name === 'raw') return this.#begun.firstArrival;
    const { length } = this;
    const size = this.needed ?? dissector.measure(this.bytes, ended, 0, this.#begun.progress);
    if (size === undefined) return ended || length >= KEPT_FRAME_BYTES ? length : undefined;
    if (size <= length || ended) return Math.min(size, length);
    if (this.needed === undefined) this.#begun.expect(size);
    return undefined;
  }

  #stretch(
    dissector: Dissector,
    count: number,
    size: number,
    place: Place,
    arrivals: readonly Arrival[],
  ): Stretch {
    const { offset } = this;
    this.offset += size;
    const [connection, from] = [this.#connection, this.#from];
    return { connection, from, dissector, offset, size, count, arrivals, place };
  }
}
