/**
 * What was captured: events in, numbered rows out. Keeps the newest rows within bounds in number and bytes; what had to
 * go is counted.
 *
 * Frames are found in each direction's stream as it comes; a row is made of one, and its bytes are explained, when
 * somebody looks. Knows no sockets and no screen.
 */

import { printable } from '../terminal/escape.ts';
import type { Dissection, Dissector, Side } from './dissect/dissection.ts';
import type { Held, Lost, Opened, RelayEvent } from './relay/events.ts';
import { type FrameRow, frameBytes, type NoteRow, ownParts, type Row } from './rows.ts';
import type { BegunFrame } from './store/begun.ts';
import { Connection, type ConnectionTotals } from './store/connection.ts';
import { type Bounds, History } from './store/history.ts';
import { InRelay } from './store/in-relay.ts';
import { Looks, type Summary } from './store/looks.ts';
import { Slabs } from './store/slab.ts';
import type { Stretch } from './store/stretch.ts';

export type { BegunFrame } from './store/begun.ts';
export type { ConnectionTotals, Direction } from './store/connection.ts';
export type { Bounds } from './store/history.ts';
export type { Summary } from './store/looks.ts';

export const DEFAULT_BOUNDS: Bounds = { rows: 100_000, bytes: 256 * 2 ** 20 };

/** Ended connections are remembered as long as there are no more than so many. */
const KEPT_CONNECTIONS = 10_000;

export class Store {
  readonly bounds: Bounds;
  /** All frames since the last clear, also those that went. */
  frames = 0;
  readonly #as: Dissector | undefined;
  readonly #slabs = new Slabs();
  readonly #history: History;
  readonly #looks = new Looks();
  readonly #connections = new Map<number, Connection>();
  /** Those to which something may still happen: what is asked at each drawing is asked of them alone. */
  readonly #living = new Set<Connection>();
  readonly #inRelay = new InRelay();

  /** `as` is the dissector for every connection; undefined: told by the first bytes of each. */
  constructor(bounds: Bounds = DEFAULT_BOUNDS, as?: Dissector) {
    this.bounds = bounds;
    this.#as = as;
    this.#history = new History(bounds, this.#slabs);
  }

  /** Number of the oldest row that is kept. */
  get first(): number {
    return this.#history.first;
  }

  /** Number of the newest row; first - 1 when there is none. */
  get last(): number {
    return this.#history.last;
  }

  /** How many rows went because of the bounds, since the last clear. */
  get forgotten(): number {
    return this.#history.first - 1;
  }

  /** The same object as long as it is kept. */
  row(number: number): Row | undefined {
    return this.#history.row(number);
  }

  /** Frames that wait in the relay for an order, the longest waiting first. */
  heldFrames(): FrameRow[] {
    return this.#inRelay.held();
  }

  /** Frames that have their order, which takes time. */
  orderedFrames(): FrameRow[] {
    return this.#inRelay.ordered();
  }

  /** Is there a frame that its sender sent before this one and that has not gone yet? Then this one has not either. */
  waitsBehind(row: FrameRow): boolean {
    return this.#inRelay.isBefore(row);
  }

  /** Frames that have begun, in the order of their connections. */
  begunFrames(): BegunFrame[] {
    return [...this.#living].flatMap(({ begun }) => begun);
  }

  /** The frame that begins at `offset` of what a side has sent. Looks among the newest first. */
  frameAt(connection: number, from: Side, offset: number): FrameRow | undefined {
    return this.#history.frameAt(connection, from, offset);
  }

  /**
   * From `offset` of what a side has sent to the end of the frame that lies there, come or still coming; of frames
   * that are not kept any more, to the next one that is. Undefined: not known yet.
   */
  restOfFrame(connection: number, from: Side, offset: number): number | undefined {
    const stream = this.#connections.get(connection)?.streams[from];
    if (!stream) return undefined;
    if (offset >= stream.offset)
      return stream.needed === undefined ? undefined : stream.offset + stream.needed - offset;
    return (this.#history.frameEndAt(connection, from, offset) ?? stream.offset) - offset;
  }

  connections(): ConnectionTotals[] {
    return [...this.#connections.values()].map(({ totals }) => totals);
  }

  /** How many are open now. */
  get openConnections(): number {
    let open = 0;
    for (const { totals } of this.#living) if (totals.state === 'open') open += 1;
    return open;
  }

  totals(connection: number): ConnectionTotals | undefined {
    return this.#connections.get(connection)?.totals;
  }

  /**
   * Connections whose first bytes do not tell what they speak, and from which nothing more has come since `silentSince`
   * (milliseconds of the relay's clock), are taken for what they look like so far. True if there were such.
   */
  settle(silentSince: number): boolean {
    const settled = [...this.#living].filter(
      ({ totals, isUndecided }) => isUndecided && totals.lastAt <= silentSince,
    );
    for (const connection of settled) this.#addFrames(connection, connection.settle());
    return settled.length > 0;
  }

  /** What the connection speaks; undefined while its first bytes do not tell. */
  dissectorOf(connection: number): Dissector | undefined {
    return this.#connections.get(connection)?.totals.dissector;
  }

  /** Worked out when it is asked for. */
  dissection(row: FrameRow): Dissection {
    return this.#looks.dissection(row);
  }

  /** Worked out at the first look. */
  summary(row: FrameRow): Summary {
    return this.#looks.summary(row);
  }

  /** Forgets all rows but those of frames that have not left the relay, and counts from 1; connections go on. */
  clear(): void {
    const staying = this.#notGone();
    this.#history.clear();
    this.#looks.clear();
    this.frames = 0;
    for (const row of staying) this.#inRelay.replace(row, this.#addAgain(row));
  }

  /** What is held, and what waits behind it: that would never be held if its row went. */
  #notGone(): FrameRow[] {
    const { rows } = this.#inRelay;
    const oldest = Math.min(...rows.map(({ number }) => number));
    const waiting: FrameRow[] = [];
    for (let number = Math.max(oldest, this.first); number <= this.last; number += 1) {
      const row = this.row(number);
      if (row?.kind === 'frame' && this.waitsBehind(row) && !rows.includes(row)) waiting.push(row);
    }
    for (const row of waiting) row.parts = ownParts(row);
    return [...rows, ...waiting].sort((a, b) => a.number - b.number);
  }

  /** Under a new number. */
  #addAgain(row: FrameRow): FrameRow {
    const place = this.#slabs.copy(frameBytes(row));
    this.#history.addFrames({ ...row, count: 1, arrivals: row.parts, place });
    this.frames += 1;
    const again = this.row(this.last);
    if (again?.kind !== 'frame') return row;
    return Object.assign(again, { parts: row.parts, held: row.held, order: row.order });
  }

  add(event: RelayEvent): void {
    if (event.kind === 'opened') this.#open(event);
    const connection = this.#connections.get(event.connection);
    if (!connection) return;
    connection.totals.lastAt = event.at;
    switch (event.kind) {
      case 'opened':
        return this.#note('opened', event, undefined, `${event.client} → ${event.target}`);
      case 'refused':
        connection.totals.state = 'refused';
        return this.#note('refused', event, 'server', event.code);
      case 'read':
        return this.#addFrames(connection, connection.read(event));
      case 'held':
        return this.#hold(event);
      case 'ordered':
        return this.#inRelay.order(event);
      case 'released':
        return this.#inRelay.release(event);
      case 'lost':
        this.#addFrames(connection, connection.end(event.from));
        return this.#lose(event);
      case 'fin':
        this.#addFrames(connection, connection.end(event.from));
        return this.#note('fin', event, event.from, 'FIN');
      case 'reset':
        this.#addFrames(connection, connection.end(event.from));
        connection.totals.state = 'reset';
        return this.#note('reset', event, event.from, event.code);
      case 'closed':
        this.#addFrames(connection, connection.close());
        this.#living.delete(connection);
        return this.#note('closed', event, undefined, '');
    }
  }

  #open(event: Opened): void {
    const opened = new Connection(event, this.#as, this.#slabs);
    this.#connections.set(event.connection, opened);
    this.#living.add(opened);
    for (const [number, { isClosed }] of this.#connections) {
      if (this.#connections.size <= KEPT_CONNECTIONS) return;
      if (isClosed) this.#connections.delete(number);
    }
  }

  #addFrames({ totals }: Connection, stretches: readonly Stretch[]): void {
    for (const stretch of stretches) {
      totals.sides[stretch.from].frames += stretch.count;
      this.frames += stretch.count;
      this.#history.addFrames(stretch);
    }
  }

  #note(
    kind: NoteRow['kind'],
    { connection, at }: { connection: number; at: number },
    from: Side | undefined,
    text: string,
  ): void {
    this.#history.addNote({ kind, connection, from, at, text: printable(text) });
  }

  #hold(event: Held): void {
    const row = this.frameAt(event.connection, event.from, event.offset);
    if (row) this.#inRelay.hold(row, event);
  }

  #lose({ connection, from, offset, length, at }: Lost): void {
    for (let next = offset; next < offset + length; ) {
      const row = this.frameAt(connection, from, next);
      if (row) row.intervention = { how: 'lost', at, writes: [] };
      next += row?.size ?? this.restOfFrame(connection, from, next) ?? length;
    }
  }
}
