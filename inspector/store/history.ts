/**
 * The rows, numbered in the order in which they came: the newest within bounds in number and bytes. Which row lies
 * where in a stretch of frames is worked out when somebody asks.
 *
 * The bytes go a stretch at a time: when only some of its rows are forgotten, all of its bytes still count.
 */

import type { Side } from '../dissect/dissection.ts';
import type { FrameRow, NoteRow, Row } from '../rows.ts';
import { bisect } from './bisect.ts';
import { Entries } from './entries.ts';
import type { Glance } from './glance.ts';
import type { Slabs } from './slab.ts';
import type { Stretch } from './stretch.ts';

export interface Bounds {
  readonly rows: number;
  readonly bytes: number;
}

export class History {
  /** Number of the oldest row that is kept. */
  first = 1;
  /** Number of the newest row; first - 1 when there is none. */
  last = 0;
  readonly #bounds: Bounds;
  readonly #entries: Entries;

  constructor(bounds: Bounds, slabs: Slabs) {
    this.#bounds = bounds;
    this.#entries = new Entries(slabs);
  }

  addNote(note: Omit<NoteRow, 'number'>): void {
    this.#entries.addNote({ ...note, number: this.last + 1 });
    this.#added(1);
  }

  addFrames(stretch: Stretch): void {
    this.#entries.addStretch(this.last + 1, stretch);
    this.#added(stretch.count);
  }

  #added(rows: number): void {
    this.last += rows;
    this.first = Math.max(this.first, this.last - this.#bounds.rows + 1);
    const entries = this.#entries;
    while (entries.first < entries.end && (this.#oldestIsGone || entries.bytes > this.#bounds.bytes)) {
      this.first = Math.max(this.first, entries.numberAfter(entries.first));
      entries.forgetOldest();
    }
  }

  get #oldestIsGone(): boolean {
    return this.#entries.numberAfter(this.#entries.first) <= this.first;
  }

  /** Counts from 1 again. */
  clear(): void {
    while (this.#entries.first < this.#entries.end) this.#entries.forgetOldest();
    this.first = 1;
    this.last = 0;
  }

  /** The same object each time. */
  row(number: number): Row | undefined {
    if (number < this.first || number > this.last) return undefined;
    const { first, end } = this.#entries;
    const entry = this.#entries.at(bisect(first, end, (index) => this.#entries.numberAfter(index) > number));
    return entry.kind === 'frames' ? entry.row(number - entry.number) : entry;
  }

  /** The frame that begins at `offset` of what a side has sent. Looks among the newest first. */
  frameAt(connection: number, from: Side, offset: number): FrameRow | undefined {
    const { glance } = this.#glanceAt(connection, from, offset);
    const index = glance?.indexAt(offset);
    if (!glance || index === undefined || glance.number + index < this.first) return undefined;
    return glance.start(index) === offset ? glance.row(index) : undefined;
  }

  /** Where the frame ends that lies at `offset` of what a side has sent; where the next one begins that is kept. */
  frameEndAt(connection: number, from: Side, offset: number): number | undefined {
    const { glance, next } = this.#glanceAt(connection, from, offset);
    const index = glance?.indexAt(offset);
    return glance && index !== undefined ? glance.end(index) : next;
  }

  /** The newest stretch that begins at `offset` or before it, and where the one after it begins. */
  #glanceAt(connection: number, from: Side, offset: number): { glance?: Glance; next?: number } {
    const entries = this.#entries;
    let next: number | undefined;
    for (let index = entries.end - 1; index >= entries.first; index -= 1) {
      const start = entries.offsetIn(index, connection, from);
      if (start === undefined) continue;
      const entry = start <= offset ? entries.at(index) : undefined;
      if (entry?.kind === 'frames') return next === undefined ? { glance: entry } : { glance: entry, next };
      next = start;
    }
    return next === undefined ? {} : { next };
  }
}
