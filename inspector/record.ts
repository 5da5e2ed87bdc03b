/** Events of the relay as lines of JSON, and back: what --record writes and --replay reads. Bytes are in hex. */

import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import type { Fate, RelayEvent, ReleaseAction } from './relay/events.ts';

/** One line, with its newline. */
export function encodeEvent(event: RelayEvent): string {
  const { bytes, writes } = event as { bytes?: Buffer; writes?: readonly Buffer[] };
  return `${JSON.stringify({ ...event, bytes: bytes && hex(bytes), writes: writes?.map(hex) })}\n`;
}

function hex(bytes: Buffer): { hex: string } {
  return { hex: bytes.toString('hex') };
}

type Loose = Readonly<Record<string, unknown>>;

const sided = ({ from }: Loose) => from === 'client' || from === 'server';
const coded = ({ code }: Loose) => typeof code === 'string';
const framed = ({ frame, offset }: Loose) => Number.isSafeInteger(frame) && Number.isSafeInteger(offset);

/** What each kind must have beside its connection and its time, so that whoever gets the event can rely on it. */
const SHAPES: Readonly<Record<RelayEvent['kind'], (event: Loose) => boolean>> = {
  opened: ({ client, target }) => typeof client === 'string' && typeof target === 'string',
  refused: coded,
  read: (event) => sided(event) && Buffer.isBuffer(event.bytes),
  held: (event) => sided(event) && framed(event) && Buffer.isBuffer(event.bytes),
  ordered: (event) => sided(event) && framed(event) && isOrder(event),
  lost: (event) => sided(event) && Number.isSafeInteger(event.offset) && Number.isSafeInteger(event.length),
  released: (event) => sided(event) && framed(event) && isFate(event),
  fin: sided,
  reset: (event) => sided(event) && coded(event),
  closed: () => true,
};

const ORDERS: ReadonlySet<unknown> = new Set([
  'released',
  'dropped',
  'doubled',
  'edited',
  'split',
  'joined',
] satisfies ReleaseAction['how'][]);
const FATES: ReadonlySet<unknown> = new Set([...ORDERS, 'lost' satisfies Fate]);

function isOrder({ how, sent, of }: Loose): boolean {
  return ORDERS.has(how) && Number.isSafeInteger(sent) && Number.isSafeInteger(of);
}

function isFate({ how, writes }: Loose): boolean {
  return FATES.has(how) && Array.isArray(writes) && writes.every((write) => Buffer.isBuffer(write));
}

/** The event of one line; undefined when the line is none. */
export function decodeEvent(line: string): RelayEvent | undefined {
  try {
    const value = JSON.parse(line, (_key, inner: unknown) => bufferOf(inner) ?? inner);
    return isEvent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function bufferOf(value: unknown): Buffer | undefined {
  if (typeof value !== 'object' || value === null || !('hex' in value)) return undefined;
  return typeof value.hex === 'string' && /^([0-9a-f]{2})*$/.test(value.hex)
    ? Buffer.from(value.hex, 'hex')
    : undefined;
}

function isEvent(value: unknown): value is RelayEvent {
  if (typeof value !== 'object' || value === null) return false;
  const event = value as Loose;
  const { kind, connection, at } = event;
  if (!Number.isSafeInteger(connection) || !Number.isFinite(at)) return false;
  return typeof kind === 'string' && Object.hasOwn(SHAPES, kind) && SHAPES[kind as RelayEvent['kind']](event);
}

/** What somebody has recorded before is not written over. */
export class AlreadyThere extends Error {}

/** A file that grows by each event. Lines are written together, once per turn of the event loop. */
export class Recording {
  readonly #descriptor: number;
  readonly #failed: (error: NodeJS.ErrnoException) => void;
  #lines: string[] = [];
  #broken = false;

  /**
   * Throws AlreadyThere when the file holds something, the system's error when it cannot be made. `failed` is told once
   * of a disk that is full.
   */
  constructor(file: string, failed: (error: NodeJS.ErrnoException) => void) {
    this.#descriptor = openSync(file, 'a');
    this.#failed = failed;
    if (fstatSync(this.#descriptor).size === 0) return;
    closeSync(this.#descriptor);
    throw new AlreadyThere();
  }

  add(event: RelayEvent): void {
    if (this.#broken) return;
    if (this.#lines.length === 0) setImmediate(() => this.#write());
    this.#lines.push(encodeEvent(event));
  }

  close(): void {
    this.#write();
    closeSync(this.#descriptor);
    this.#broken = true;
  }

  #write(): void {
    const text = Buffer.from(this.#lines.splice(0).join(''));
    if (this.#broken) return;
    try {
      for (let written = 0; written < text.length; ) written += writeSync(this.#descriptor, text, written);
    } catch (error) {
      this.#broken = true;
      this.#failed(error as NodeJS.ErrnoException);
    }
  }
}
