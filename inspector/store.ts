/**
 * What was captured: events in, numbered rows out. Keeps the newest rows within bounds in number and bytes; what had to
 * go is counted.
 *
 * Frames are cut from each direction's stream as it comes; what their bytes mean is worked out when somebody looks.
 * Knows no sockets and no screen.
 */

import { printable } from '../terminal/escape.ts';
import type { Dissection, Dissector, Side } from './dissect/dissection.ts';
import { recognise } from './dissect/dissectors.ts';
import { ec } from './dissect/ec.ts';
import type { Held, RelayEvent, Released } from './relay/events.ts';
import { Ring } from './ring.ts';
import { type FrameRow, frameBytes, type NoteRow, type Row } from './rows.ts';
import { Slabs } from './slab.ts';
import { type CutFrame, Stream } from './stream.ts';

export interface Bounds {
  readonly rows: number;
  readonly bytes: number;
}

export const DEFAULT_BOUNDS: Bounds = { rows: 100_000, bytes: 256 * 2 ** 20 };

/** Trees of fields take far more memory than the bytes that they explain: only the last ones looked at are kept. */
const KEPT_DISSECTIONS = 1_000;
/** Ended connections are remembered as long as there are no more than so many. */
const KEPT_CONNECTIONS = 10_000;

/** What the list shows of a frame. */
export type Summary = Pick<Dissection, 'type' | 'id' | 'length' | 'info' | 'broken'>;

/** One direction of a connection. */
export interface Direction {
  frames: number;
  bytes: number;
  reads: number;
}

export interface ConnectionTotals {
  readonly connection: number;
  readonly client: string;
  readonly target: string;
  readonly openedAt: number;
  lastAt: number;
  state: 'open' | 'refused' | 'reset' | 'closed';
  dissector: Dissector | undefined;
  readonly sides: Readonly<Record<Side, Direction>>;
}

/** A frame of which not all has come yet. */
export interface BegunFrame {
  readonly connection: number;
  readonly from: Side;
  readonly bytes: number;
  /** How many it takes; undefined: not known yet. */
  readonly needed: number | undefined;
}

interface Connection {
  readonly totals: ConnectionTotals;
  readonly streams: Readonly<Record<Side, Stream>>;
}

export class Store {
  readonly bounds: Bounds;
  /** How many rows went because of the bounds, since the last clear. */
  forgotten = 0;
  /** All frames since the last clear, also those that went. */
  frames = 0;
  readonly #as: Dissector | undefined;
  readonly #rows = new Ring<Row>();
  readonly #connections = new Map<number, Connection>();
  readonly #held = new Map<number, FrameRow>();
  readonly #dissections = new Map<FrameRow, Dissection>();
  readonly #summaries = new WeakMap<FrameRow, Summary>();
  readonly #slabs = new Slabs();
  #keptBytes = 0;
  #nextNumber = 1;

  /** `as` is the dissector for every connection; undefined: told by the first bytes of each. */
  constructor(bounds: Bounds = DEFAULT_BOUNDS, as?: Dissector) {
    this.bounds = bounds;
    this.#as = as;
  }

  /** Number of the oldest row that is kept. */
  get first(): number {
    return this.#nextNumber - this.#rows.length;
  }

  /** Number of the newest row; first - 1 when there is none. */
  get last(): number {
    return this.#nextNumber - 1;
  }

  row(number: number): Row | undefined {
    return this.#rows.at(number - this.first);
  }

  /** Frames that wait in the relay, the longest waiting first. */
  heldFrames(): FrameRow[] {
    return [...this.#held.values()];
  }

  /** Frames that have begun, in the order of their connections. */
  begunFrames(): BegunFrame[] {
    return [...this.#connections].flatMap(([connection, { streams }]) =>
      (['client', 'server'] as const).flatMap((from) => {
        const { length, needed } = streams[from];
        return length > 0 ? [{ connection, from, bytes: length, needed }] : [];
      }),
    );
  }

  /** The frame that begins at `offset` of what a side has sent. Looks among the newest first. */
  frameAt(connection: number, from: Side, offset: number): FrameRow | undefined {
    const row = this.#lastFrameUpTo(connection, from, offset).frame;
    return row?.offset === offset ? row : undefined;
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
    const { frame, next } = this.#lastFrameUpTo(connection, from, offset);
    const end = frame ? frame.offset + frame.size : 0;
    return (end > offset ? end : (next?.offset ?? stream.offset)) - offset;
  }

  #lastFrameUpTo(connection: number, from: Side, offset: number): { frame?: FrameRow; next?: FrameRow } {
    let next: FrameRow | undefined;
    for (let number = this.last; number >= this.first; number -= 1) {
      const row = this.row(number);
      if (row?.kind !== 'frame' || row.connection !== connection || row.from !== from) continue;
      if (row.offset <= offset) return next ? { frame: row, next } : { frame: row };
      next = row;
    }
    return next ? { next } : {};
  }

  connections(): ConnectionTotals[] {
    return [...this.#connections.values()].map(({ totals }) => totals);
  }

  /** What the connection speaks; undefined while its first bytes do not tell. */
  dissectorOf(connection: number): Dissector | undefined {
    return this.#connections.get(connection)?.totals.dissector;
  }

  /** Worked out when it is asked for. */
  dissection(row: FrameRow): Dissection {
    const known = this.#dissections.get(row);
    if (known) return known;
    const dissection = row.dissector.dissect(frameBytes(row), row.from);
    this.#dissections.set(row, dissection);
    const [oldest] = this.#dissections.keys();
    if (oldest && this.#dissections.size > KEPT_DISSECTIONS) this.#dissections.delete(oldest);
    return dissection;
  }

  /** Worked out at the first look. */
  summary(row: FrameRow): Summary {
    const known = this.#summaries.get(row);
    if (known) return known;
    const { type, id, length, info, broken } = this.dissection(row);
    const summary = { type, length, info, broken, ...(id === undefined ? {} : { id }) };
    this.#summaries.set(row, summary);
    return summary;
  }

  /** Forgets all rows but those of held frames, and counts from 1 again; connections go on. */
  clear(): void {
    this.#rows.clear();
    this.#dissections.clear();
    this.#keptBytes = 0;
    this.#nextNumber = 1;
    this.forgotten = 0;
    this.frames = 0;
    for (const [frame, row] of this.#held) {
      const again = this.#addFrame(row.connection, row.from, row.dissector, row);
      again.held = row.held;
      this.#held.set(frame, again);
    }
  }

  add(event: RelayEvent): void {
    if (event.kind === 'opened') this.#open(event.connection, event.at, event.client, event.target);
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
        return this.#read(connection, event.from, event.at, event.bytes);
      case 'held':
        return this.#hold(event);
      case 'released':
        return this.#release(event);
      case 'fin':
        this.#cut(connection, event.from, true);
        return this.#note('fin', event, event.from, 'FIN');
      case 'reset':
        this.#cut(connection, event.from, true);
        connection.totals.state = 'reset';
        return this.#note('reset', event, event.from, event.code);
      case 'closed':
        this.#cut(connection, 'client', true);
        this.#cut(connection, 'server', true);
        if (connection.totals.state === 'open') connection.totals.state = 'closed';
        return this.#note('closed', event, undefined, '');
    }
  }

  #open(connection: number, at: number, client: string, target: string): void {
    this.#connections.set(connection, {
      totals: {
        connection,
        client: printable(client),
        target: printable(target),
        openedAt: at,
        lastAt: at,
        state: 'open',
        dissector: this.#as,
        sides: { client: { frames: 0, bytes: 0, reads: 0 }, server: { frames: 0, bytes: 0, reads: 0 } },
      },
      streams: { client: new Stream(this.#slabs), server: new Stream(this.#slabs) },
    });
    this.#forgetOldConnections();
  }

  #forgetOldConnections(): void {
    for (const [number, { totals }] of this.#connections) {
      if (this.#connections.size <= KEPT_CONNECTIONS) return;
      if (totals.state !== 'open') this.#connections.delete(number);
    }
  }

  #read(connection: Connection, from: Side, at: number, bytes: Buffer): void {
    const side = connection.totals.sides[from];
    const stream = connection.streams[from];
    side.reads += 1;
    side.bytes += bytes.length;
    for (let rest = bytes; rest.length > 0; ) {
      const next = stream.next(rest);
      stream.add(side.reads, at, rest.subarray(0, next));
      this.#cut(connection, from, false);
      rest = rest.subarray(next);
    }
  }

  /** Makes rows of the frames that are complete; of all that is there when the direction has `ended`. */
  #cut(connection: Connection, from: Side, ended: boolean): void {
    const { totals, streams } = connection;
    const known = totals.dissector;
    const dissector = this.#recognise(connection, streams[from], ended);
    if (!known && from === 'server' && totals.dissector) this.#cut(connection, 'client', false);
    if (!dissector) return;
    for (;;) {
      const frame = streams[from].cut(dissector, ended);
      if (!frame) return;
      totals.sides[from].frames += 1;
      this.#addFrame(totals.connection, from, dissector, frame);
    }
  }

  /**
   * Told by the first bytes; by few of them, once their side has ended or the other one answers. EC/1 is told in each
   * direction by itself: our server answers in it whatever it was sent.
   */
  #recognise({ totals, streams }: Connection, stream: Stream, ended: boolean): Dissector | undefined {
    const first = streams.client.length > 0 ? streams.client : stream;
    if (first.length > 0) totals.dissector ??= recognise(first.bytes, ended || first !== stream);
    if (this.#as || stream.length === 0) return totals.dissector;
    const speaksEc = stream.speaksEc(ended);
    if (speaksEc === undefined) return undefined;
    return speaksEc ? ec : totals.dissector;
  }

  /** Written out: spreading objects at each frame that passes would cost more than all the rest. */
  #addFrame(connection: number, from: Side, dissector: Dissector, cut: CutFrame): FrameRow {
    const row: FrameRow = {
      kind: 'frame',
      number: this.#nextNumber,
      connection,
      from,
      at: cut.at,
      dissector,
      parts: cut.parts,
      size: cut.size,
      offset: cut.offset,
      held: undefined,
      intervention: undefined,
    };
    this.frames += 1;
    this.#push(row);
    return row;
  }

  #note(
    kind: NoteRow['kind'],
    { connection, at }: { connection: number; at: number },
    from: Side | undefined,
    text: string,
  ): void {
    this.#push({ kind, number: this.#nextNumber, connection, from, at, text: printable(text) });
  }

  #push(row: Row): void {
    this.#rows.push(row);
    this.#nextNumber += 1;
    this.#keptBytes += keptBytes(row);
    while (this.#rows.length > this.bounds.rows || this.#keptBytes > this.bounds.bytes) {
      const oldest = this.#rows.shift();
      if (!oldest) return;
      this.#keptBytes -= keptBytes(oldest);
      this.forgotten += 1;
      if (oldest.kind === 'frame') this.#letGo(oldest);
    }
  }

  /** Its memory is used again, unless the frame is still held and may be looked at. */
  #letGo(row: FrameRow): void {
    this.#dissections.delete(row);
    if (row.held) return;
    for (const { slab } of row.parts) if (slab) this.#slabs.giveBack(slab);
  }

  #hold({ connection, from, offset, frame, at }: Held): void {
    const row = this.frameAt(connection, from, offset);
    if (!row) return;
    row.held = { frame, since: at };
    this.#held.set(frame, row);
  }

  #release({ frame, how, at, writes }: Released): void {
    const row = this.#held.get(frame);
    if (!row) return;
    row.held = undefined;
    row.intervention = { how, at, writes };
    this.#held.delete(frame);
  }
}

function keptBytes(row: Row): number {
  return row.kind === 'frame' ? row.parts.reduce((sum, { bytes }) => sum + bytes.length, 0) : 0;
}
