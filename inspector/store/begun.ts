/**
 * What has come of a frame that is not complete, with the reads that brought it.
 *
 * While nobody knows how long the frame is, its bytes wait in memory that grows, and more than one frame may lie there.
 * Then it gets a place of its size, and the rest of it goes straight there; of a long frame only the head does.
 */

import { Buffer } from 'node:buffer';
import { noProgress } from '../dissect/dissection.ts';
import type { Side } from '../relay/events.ts';
import { Waiting } from '../relay/waiting.ts';
import type { Place, Slabs } from './slab.ts';
import { type Arrival, KEPT_FRAME_BYTES } from './stretch.ts';

/** The reads of a frame beyond its kept head are told apart up to so many. */
const MOST_ARRIVALS = 1_000;

const NOTHING = Buffer.alloc(0);

/** A frame of which not all has come yet. */
export interface BegunFrame {
  readonly connection: number;
  readonly from: Side;
  readonly bytes: number;
  /** How many it takes; undefined: not known yet. */
  readonly needed: number | undefined;
}

export class Begun {
  /** How many bytes have come. */
  length = 0;
  /** How far the search for its end has come. */
  progress = noProgress();
  readonly #slabs: Slabs;
  readonly #unmeasured = new Waiting();
  #place: Place | undefined;
  /** The memory of the place. */
  #room: Buffer = NOTHING;
  #needed: number | undefined;
  #arrivals: Arrival[] = [];

  constructor(slabs: Slabs) {
    this.#slabs = slabs;
  }

  /** What is kept of them. */
  get bytes(): Buffer {
    return this.#place ? this.#room.subarray(0, this.length) : this.#unmeasured.bytes;
  }

  /** How many bytes the frame takes; undefined: not known yet. */
  get needed(): number | undefined {
    return this.#needed;
  }

  /** What the first read brought that is not taken yet. */
  get firstArrival(): number {
    return this.#arrivals[0]?.size ?? 0;
  }

  /** The frame takes so many bytes, at least as many as have come. */
  expect(needed: number): void {
    this.#needed = needed;
    this.#place = this.#slabs.reserve(Math.min(needed, KEPT_FRAME_BYTES));
    this.#room = this.#slabs.bytes(this.#place);
    this.#unmeasured.bytes.copy(this.#room);
    this.#unmeasured.clear();
  }

  add(read: number, at: number, bytes: Buffer): void {
    const kept = this.#place ? bytes.copy(this.#room, this.length) : this.#wait(bytes);
    const last = this.#arrivals.at(-1);
    if (last && kept === 0 && this.#arrivals.length >= MOST_ARRIVALS)
      this.#arrivals[this.#arrivals.length - 1] = { at, read, size: last.size + bytes.length };
    else this.#arrivals.push({ read, at, size: bytes.length });
    this.length += bytes.length;
  }

  #wait(bytes: Buffer): number {
    this.#unmeasured.add(bytes);
    return bytes.length;
  }

  /** Takes `size` bytes off the front: all of them, once it is known how many are needed. */
  take(size: number): { place: Place; arrivals: Arrival[] } {
    const { length } = this.bytes;
    const place = this.#place
      ? { ...this.#place, length }
      : this.#slabs.copy(this.#unmeasured.take(size).subarray(0, KEPT_FRAME_BYTES));
    const arrivals = this.#takeArrivals(size);
    this.length -= size;
    this.#place = undefined;
    this.#room = NOTHING;
    this.#needed = undefined;
    this.progress = noProgress();
    return { place, arrivals };
  }

  #takeArrivals(size: number): Arrival[] {
    let [whole, missing] = [0, size];
    for (const arrival of this.#arrivals) {
      if (arrival.size > missing) break;
      missing -= arrival.size;
      whole += 1;
    }
    const taken = this.#arrivals.splice(0, whole);
    const [cut] = this.#arrivals;
    if (!cut || missing === 0) return taken;
    this.#arrivals[0] = { ...cut, size: cut.size - missing };
    return [...taken, { ...cut, size: missing }];
  }

  /** Of what waits unmeasured. */
  clear(): void {
    this.#unmeasured.clear();
    this.#arrivals = [];
    this.length = 0;
    this.progress = noProgress();
  }
}
