/**
 * What the rows are made of, oldest first: notes, and stretches of frames. What is known of a stretch is kept as
 * numbers; it becomes an object when somebody looks at it, and stays that one as long as it is there.
 */

import type { Dissector, Side } from '../dissect/dissection.ts';
import type { NoteRow } from '../rows.ts';
import { Glance } from './glance.ts';
import { Records } from './records.ts';
import type { Place, Slabs } from './slab.ts';
import type { Stretch } from './stretch.ts';

/** What is kept of each; of a note only the first three. */
const ENTRY = [
  'kind', // NOTE or FRAMES
  'number', // of its first row
  'count', // how many rows
  'connection',
  'from', // index in SIDES
  'dissector', // index among those that were met
  'offset',
  'size',
  'slab', // its place: slab, start, length
  'start',
  'length',
  'firstArrival', // index of the first of them
  'arrivals', // how many
] as const;
const ARRIVAL = ['read', 'at', 'size'] as const;

const [NOTE, FRAMES] = [0, 1];
const SIDES: readonly Side[] = ['client', 'server'];
const NOWHERE = { connection: 0, from: 0, dissector: 0, offset: 0, size: 0, slab: 0, start: 0, length: 0 };

export class Entries {
  /** How many bytes of the stretches are kept. */
  bytes = 0;
  readonly #slabs: Slabs;
  readonly #entries = new Records(ENTRY);
  readonly #arrivals = new Records(ARRIVAL);
  readonly #dissectors: Dissector[] = [];
  /** The notes, and what somebody has looked at. */
  readonly #objects = new Map<number, NoteRow | Glance>();

  constructor(slabs: Slabs) {
    this.#slabs = slabs;
  }

  /** Index of the oldest. An entry keeps its index as long as it is there. */
  get first(): number {
    return this.#entries.first;
  }

  /** One past the index of the newest. */
  get end(): number {
    return this.#entries.end;
  }

  /** The number of the row that follows an entry. */
  numberAfter(index: number): number {
    return this.#entries.get(index, 'number') + this.#entries.get(index, 'count');
  }

  /** Where a stretch of this direction begins in it; undefined: the entry is none. */
  offsetIn(index: number, connection: number, from: Side): number | undefined {
    const entries = this.#entries;
    const itIs =
      entries.get(index, 'connection') === connection &&
      entries.get(index, 'from') === SIDES.indexOf(from) &&
      entries.get(index, 'kind') === FRAMES;
    return itIs ? entries.get(index, 'offset') : undefined;
  }

  /** The same object each time. */
  at(index: number): NoteRow | Glance {
    const known = this.#objects.get(index);
    if (known) return known;
    const stretch = this.#stretch(index);
    const glance = new Glance(this.#entries.get(index, 'number'), stretch, this.#slabs.bytes(stretch.place));
    this.#objects.set(index, glance);
    return glance;
  }

  addNote(note: NoteRow): void {
    const [firstArrival, number] = [this.#arrivals.end, note.number];
    this.#objects.set(this.end, note);
    this.#entries.push({ kind: NOTE, number, count: 1, ...NOWHERE, firstArrival, arrivals: 0 });
  }

  addStretch(number: number, stretch: Stretch): void {
    const { connection, offset, size, count, place, arrivals } = stretch;
    this.#entries.push({
      kind: FRAMES,
      number,
      count,
      connection,
      from: SIDES.indexOf(stretch.from),
      dissector: this.#numberOf(stretch.dissector),
      offset,
      size,
      slab: place.slab,
      start: place.start,
      length: place.length,
      firstArrival: this.#arrivals.end,
      arrivals: arrivals.length,
    });
    for (const arrival of arrivals) this.#arrivals.push(arrival);
    this.bytes += place.length;
  }

  #stretch(index: number): Stretch {
    const { from, dissector, slab, start, length, firstArrival, arrivals, ...same } =
      this.#entries.record(index);
    return {
      ...same,
      from: SIDES[from] as Side,
      dissector: this.#dissectors[dissector] as Dissector,
      place: { slab, start, length },
      arrivals: Array.from({ length: arrivals }, (_, next) => this.#arrivals.record(firstArrival + next)),
    };
  }

  #numberOf(dissector: Dissector): number {
    const known = this.#dissectors.indexOf(dissector);
    return known < 0 ? this.#dissectors.push(dissector) - 1 : known;
  }

  /** The place of a stretch may be used again from now on. */
  forgetOldest(): void {
    const { first } = this;
    const place = this.#placeOf(first);
    if (this.#entries.get(first, 'kind') === FRAMES) this.#slabs.giveBack(place);
    this.bytes -= place.length;
    this.#objects.delete(first);
    this.#arrivals.forget(this.#entries.get(first, 'firstArrival') + this.#entries.get(first, 'arrivals'));
    this.#entries.forget(first + 1);
  }

  #placeOf(index: number): Place {
    const entries = this.#entries;
    return {
      slab: entries.get(index, 'slab'),
      start: entries.get(index, 'start'),
      length: entries.get(index, 'length'),
    };
  }
}
