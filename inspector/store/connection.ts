/**
 * A connection as the store sees it: its totals, what it speaks, and its two streams. Reads and ends go in, stretches
 * of frames come out.
 *
 * What it speaks is told by its first bytes; by few of them, once their side has ended or the other one answers. EC/1
 * is told in each direction by itself: our server answers in it whatever it was sent.
 */

import { Buffer } from 'node:buffer';
import { printable } from '../../terminal/escape.ts';
import type { Dissector, Side } from '../dissect/dissection.ts';
import { recognise } from '../dissect/dissectors.ts';
import { ec } from '../dissect/ec.ts';
import type { Opened, Read } from '../relay/events.ts';
import type { BegunFrame } from './begun.ts';
import type { Slabs } from './slab.ts';
import { Stream } from './stream.ts';
import type { Stretch } from './stretch.ts';

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

export class Connection {
  readonly totals: ConnectionTotals;
  readonly streams: Readonly<Record<Side, Stream>>;
  /** Nothing more happens to it. One that was broken off is not there yet: frames of it may be held. */
  isClosed = false;

  /** `as` is what it speaks; undefined: told by its first bytes. */
  constructor({ connection, client, target, at }: Opened, as: Dissector | undefined, slabs: Slabs) {
    this.totals = {
      connection,
      client: printable(client),
      target: printable(target),
      openedAt: at,
      lastAt: at,
      state: 'open',
      dissector: as,
      sides: { client: { frames: 0, bytes: 0, reads: 0 }, server: { frames: 0, bytes: 0, reads: 0 } },
    };
    this.streams = {
      client: new Stream(connection, 'client', slabs),
      server: new Stream(connection, 'server', slabs),
    };
    this.streams.client.dissector = as;
    this.streams.server.dissector = as;
  }

  /** The frames that are complete now. */
  read({ from, at, bytes }: Read): Stretch[] {
    const side = this.totals.sides[from];
    side.reads += 1;
    side.bytes += bytes.length;
    const stream = this.streams[from];
    const asked = this.#recognise(from, bytes, false);
    const stretches = stream.add(side.reads, at, bytes);
    return asked.length > 0 ? [...asked, ...stretches] : stretches;
  }

  /** What is left in a direction that has ended. */
  end(from: Side): Stretch[] {
    return [...this.#recognise(from, NOTHING, true), ...this.streams[from].cut(true)];
  }

  /** What is left in both directions. */
  close(): Stretch[] {
    const left = SIDES.flatMap((from) => this.end(from));
    this.isClosed = true;
    if (this.totals.state === 'open') this.totals.state = 'closed';
    return left;
  }

  /** The frames that have begun and are not complete. */
  get begun(): BegunFrame[] {
    const { connection } = this.totals;
    return SIDES.flatMap((from) => {
      const { length, needed } = this.streams[from];
      return length > 0 ? [{ connection, from, bytes: length, needed }] : [];
    });
  }

  /** Bytes have come of which it is not known what they are. */
  get isUndecided(): boolean {
    return this.#undecided.length > 0;
  }

  get #undecided(): Side[] {
    const { state } = this.totals;
    if (state !== 'open') return [];
    return SIDES.filter((from) => !this.streams[from].dissector && this.streams[from].length > 0);
  }

  /** Nobody waits for more bytes: the frames in what is there. */
  settle(): Stretch[] {
    return this.#undecided.flatMap((from) => [
      ...this.#recognise(from, NOTHING, true),
      ...this.streams[from].cut(false),
    ]);
  }

  /** Returns what the client had sent, if only its answer, which begins with `bytes`, tells what that was. */
  #recognise(from: Side, bytes: Buffer, ended: boolean): Stretch[] {
    const stream = this.streams[from];
    if (stream.dissector) return NONE;
    const { totals, streams } = this;
    const { client } = streams;
    const known = totals.dissector;
    const start = Buffer.concat([stream.bytes, bytes]);
    const first = from === 'server' && client.length > 0 ? client.bytes : start;
    if (first.length > 0) totals.dissector ??= recognise(first, ended || first !== start);
    stream.dissector = spoken(start, ended, totals.dissector);
    if (known || from === 'client' || !totals.dissector) return NONE;
    client.dissector ??= spoken(client.bytes, false, totals.dissector);
    return client.cut(false);
  }
}

const SIDES: readonly Side[] = ['client', 'server'];
const NOTHING = Buffer.alloc(0);
const NONE: Stretch[] = [];

/** What a direction speaks that begins with `start`, on a connection that speaks `dissector`. */
function spoken(start: Buffer, ended: boolean, dissector: Dissector | undefined): Dissector | undefined {
  if (start.length === 0) return undefined;
  const speaksEc = ec.recognises(start) ?? (ended ? false : undefined);
  if (speaksEc === undefined) return undefined;
  return speaksEc ? ec : dissector;
}
