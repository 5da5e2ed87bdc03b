/**
 * What was captured: reads in, numbered rows out. Keeps the newest rows within bounds in number and bytes; what had to
 * go is counted.
 *
 * Frames are cut from each direction's stream as it comes; what their bytes mean is worked out when somebody looks.
 * Knows no sockets and no screen.
 */

import type { Dissection, Dissector, Side } from './dissect/dissection.ts';
import { recognise } from './dissect/dissectors.ts';
import { ec } from './dissect/ec.ts';
import type { Held, RelayEvent, Released } from './relay/events.ts';
import { Ring } from './ring.ts';

/** Of a longer message only so much is kept; one whose end nobody can tell is shown when so much is there. */
const KEPT_FRAME_BYTES = 1 << 20;

export interface Bounds {
  readonly rows: number;
  readonly bytes: number;
}

export const DEFAULT_BOUNDS: Bounds = { rows: 100_000, bytes: 256 * 2 ** 20 };

/** What one read brought of a frame. Reads of a direction are counted from 1. */
export interface Part {
  readonly read: number;
  readonly at: number;
  readonly bytes: Buffer;
}

/** What was done to a held frame: `writes` is what the receiver got. */
export interface Intervention {
  readonly how: Released['how'];
  readonly at: number;
  readonly writes: readonly Buffer[];
}

export interface FrameRow {
  readonly kind: 'frame';
  readonly number: number;
  readonly connection: number;
  readonly from: Side;
  /** When its last byte was read, in milliseconds of the relay's clock. */
  readonly at: number;
  readonly dissector: Dissector;
  readonly parts: readonly Part[];
  /** In bytes; the parts may hold less, of a long frame only its head. */
  readonly size: number;
  /** Of its direction's stream, where it begins. */
  readonly offset: number;
  /** Waiting in the relay, since when and under which number of the relay. */
  held: { readonly frame: number; readonly since: number } | undefined;
  intervention: Intervention | undefined;
}

/** Opening and closing are rows too. */
export interface NoteRow {
  readonly kind: 'opened' | 'refused' | 'fin' | 'reset' | 'closed';
  readonly number: number;
  readonly connection: number;
  readonly from: Side | undefined;
  readonly at: number;
  readonly text: string;
}

export type Row = FrameRow | NoteRow;

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

/** What is cut into frames as it grows. */
interface Stream {
  readonly from: Side;
  pending: Part[];
  pendingBytes: number;
  /** The frame at the front needs this many bytes; undefined: not known yet. */
  needed: number | undefined;
  /** Whether this direction began as EC/1; undefined: too few bytes to tell. */
  speaksEc: boolean | undefined;
  /** Where the front lies in all that this side has sent. */
  offset: number;
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
  readonly #dissections = new WeakMap<FrameRow, Dissection>();
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

  /** The frame that begins at `offset` of what a side has sent. Looks among the newest first. */
  frameAt(connection: number, from: Side, offset: number): FrameRow | undefined {
    for (let number = this.last; number >= this.first; number -= 1) {
      const row = this.row(number);
      if (row?.kind !== 'frame' || row.connection !== connection || row.from !== from) continue;
      if (row.offset === offset) return row;
      if (row.offset < offset) return undefined;
    }
    return undefined;
  }

  /** From `offset`, which lies in the frame that is still coming in, to its end; undefined: not known yet. */
  restOfPending(connection: number, from: Side, offset: number): number | undefined {
    const stream = this.#connections.get(connection)?.streams[from];
    if (!stream || stream.needed === undefined || offset < stream.offset) return undefined;
    return stream.offset + stream.needed - offset;
  }

  connections(): ConnectionTotals[] {
    return [...this.#connections.values()].map(({ totals }) => totals);
  }

  /** What the connection speaks; undefined while its first bytes do not tell. */
  dissectorOf(connection: number): Dissector | undefined {
    return this.#connections.get(connection)?.totals.dissector;
  }

  /** Worked out at the first look. */
  dissection(row: FrameRow): Dissection {
    const known = this.#dissections.get(row);
    if (known) return known;
    const dissection = row.dissector.dissect(frameBytes(row), row.from);
    this.#dissections.set(row, dissection);
    return dissection;
  }

  /** Forgets all rows and counts from 1 again; connections go on. */
  clear(): void {
    this.#rows.clear();
    this.#keptBytes = 0;
    this.#nextNumber = 1;
    this.forgotten = 0;
    this.frames = 0;
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
    const stream = (from: Side): Stream => ({
      from,
      pending: [],
      pendingBytes: 0,
      needed: undefined,
      speaksEc: undefined,
      offset: 0,
    });
    this.#connections.set(connection, {
      totals: {
        connection,
        client,
        target,
        openedAt: at,
        lastAt: at,
        state: 'open',
        dissector: this.#as,
        sides: { client: { frames: 0, bytes: 0, reads: 0 }, server: { frames: 0, bytes: 0, reads: 0 } },
      },
      streams: { client: stream('client'), server: stream('server') },
    });
    this.#forgetOldConnections();
  }

  /** Ended connections are remembered as long as they are few. */
  #forgetOldConnections(): void {
    const most = 10_000;
    for (const [number, { totals }] of this.#connections) {
      if (this.#connections.size <= most) return;
      if (totals.state !== 'open') this.#connections.delete(number);
    }
  }

  #read(connection: Connection, from: Side, at: number, bytes: Buffer): void {
    const side = connection.totals.sides[from];
    const stream = connection.streams[from];
    side.reads += 1;
    side.bytes += bytes.length;
    const kept = tailOfLongFrame(stream, bytes);
    this.#pend(connection, from, { read: side.reads, at, bytes: bytes.subarray(0, kept) });
    if (kept < bytes.length)
      this.#pend(connection, from, { read: side.reads, at, bytes: bytes.subarray(kept) });
  }

  /** Adds a part of a read; of a long frame, only what belongs to its head is kept. */
  #pend(connection: Connection, from: Side, { read, at, bytes }: Part): void {
    const stream = connection.streams[from];
    const long = (stream.needed ?? 0) > KEPT_FRAME_BYTES;
    const room = long ? Math.max(0, KEPT_FRAME_BYTES - stream.pendingBytes) : bytes.length;
    stream.pending.push({ read, at, bytes: Buffer.from(bytes.subarray(0, room)) });
    stream.pendingBytes += bytes.length;
    this.#cut(connection, from, false);
  }

  /** Makes rows of the frames that are complete; of all that is there when the direction has `ended`. */
  #cut(connection: Connection, from: Side, ended: boolean): void {
    const stream = connection.streams[from];
    const known = connection.totals.dissector;
    const dissector = this.#recognise(connection, stream, ended);
    if (!known && from === 'server' && connection.totals.dissector) this.#cut(connection, 'client', false);
    if (!dissector) return;
    while (stream.pendingBytes > 0) {
      const size = frameSize(stream, dissector, ended);
      if (size === undefined) return;
      this.#addFrame(connection, stream, dissector, size);
    }
  }

  /**
   * Told by the first bytes; by few of them, once their side has ended or the other one answers. EC/1 is told in each
   * direction by itself: our server answers in it whatever it was sent.
   */
  #recognise({ totals, streams }: Connection, stream: Stream, ended: boolean): Dissector | undefined {
    const first = streams.client.pendingBytes > 0 ? streams.client : stream;
    if (first.pendingBytes > 0)
      totals.dissector ??= recognise(pendingBytes(first), ended || first !== stream);
    if (this.#as || stream.pendingBytes === 0) return totals.dissector;
    if (stream.speaksEc === undefined)
      stream.speaksEc = ec.recognises(pendingBytes(stream)) ?? (ended ? false : undefined);
    if (stream.speaksEc === undefined) return undefined;
    return stream.speaksEc ? ec : totals.dissector;
  }

  #addFrame({ totals }: Connection, stream: Stream, dissector: Dissector, size: number): void {
    const parts = take(stream, size);
    totals.sides[stream.from].frames += 1;
    this.frames += 1;
    this.#push({
      kind: 'frame',
      number: this.#nextNumber,
      connection: totals.connection,
      from: stream.from,
      at: parts.at(-1)?.at ?? 0,
      dissector,
      parts,
      size,
      offset: stream.offset,
      held: undefined,
      intervention: undefined,
    });
    stream.offset += size;
  }

  #note(
    kind: NoteRow['kind'],
    { connection, at }: { connection: number; at: number },
    from: Side | undefined,
    text: string,
  ): void {
    this.#push({ kind, number: this.#nextNumber, connection, from, at, text });
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
    }
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

/** All bytes of a frame that are kept, in one piece. */
export function frameBytes(row: FrameRow): Buffer {
  const [first, ...rest] = row.parts;
  return first && rest.length === 0 ? first.bytes : Buffer.concat(row.parts.map(({ bytes }) => bytes));
}

function keptBytes(row: Row): number {
  return row.kind === 'frame' ? Math.min(row.size, KEPT_FRAME_BYTES) : 0;
}

function pendingBytes(stream: Stream): Buffer {
  const [first, ...rest] = stream.pending;
  return first && rest.length === 0 ? first.bytes : Buffer.concat(stream.pending.map(({ bytes }) => bytes));
}

/** How much of `bytes` belongs to the frame at the front when that is too long to be kept whole; else all of them. */
function tailOfLongFrame({ needed, pendingBytes }: Stream, bytes: Buffer): number {
  if (needed === undefined || needed <= KEPT_FRAME_BYTES) return bytes.length;
  return Math.min(bytes.length, needed - pendingBytes);
}

/** Bytes of the frame at the front, if all of them are there. */
function frameSize(stream: Stream, dissector: Dissector, ended: boolean): number | undefined {
  if (dissector.name === 'raw') return stream.pending[0]?.bytes.length;
  if (stream.needed === undefined) stream.needed = dissector.measure(pendingBytes(stream), ended);
  const needed = stream.needed ?? Number.POSITIVE_INFINITY;
  if (needed <= stream.pendingBytes) return needed;
  return ended || (stream.needed === undefined && stream.pendingBytes >= KEPT_FRAME_BYTES)
    ? stream.pendingBytes
    : undefined;
}

/** Takes `size` bytes off the front, read by read. */
function take(stream: Stream, size: number): Part[] {
  const parts: Part[] = [];
  let missing = size;
  while (missing > 0) {
    const part = stream.pending[0];
    if (!part) break;
    const { bytes } = part;
    const whole = bytes.length <= missing;
    if (whole) stream.pending.shift();
    else stream.pending[0] = { ...part, bytes: bytes.subarray(missing) };
    if (bytes.length > 0) parts.push(whole ? part : { ...part, bytes: bytes.subarray(0, missing) });
    missing -= Math.min(missing, bytes.length);
  }
  stream.pendingBytes -= size;
  stream.needed = undefined;
  return parts;
}
