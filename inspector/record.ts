/** Events of the relay as lines of JSON, and back: what --record writes and --replay reads. Bytes are in hex. */

import { Buffer } from 'node:buffer';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { RelayEvent } from './relay/events.ts';

/** One line, with its newline. */
export function encodeEvent(event: RelayEvent): string {
  const { bytes, writes } = event as { bytes?: Buffer; writes?: readonly Buffer[] };
  return `${JSON.stringify({ ...event, bytes: bytes && hex(bytes), writes: writes?.map(hex) })}\n`;
}

function hex(bytes: Buffer): { hex: string } {
  return { hex: bytes.toString('hex') };
}

const KINDS: ReadonlySet<unknown> = new Set([
  'opened',
  'refused',
  'read',
  'held',
  'released',
  'fin',
  'reset',
  'closed',
]);

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
  const { kind, connection, at, from, bytes, writes } = value as Record<string, unknown>;
  const sided = ['read', 'held', 'released', 'fin', 'reset'].includes(String(kind));
  return (
    KINDS.has(kind) &&
    Number.isSafeInteger(connection) &&
    Number.isFinite(at) &&
    (!sided || from === 'client' || from === 'server') &&
    ((kind !== 'read' && kind !== 'held') || Buffer.isBuffer(bytes)) &&
    (kind !== 'released' || (Array.isArray(writes) && writes.every((write) => Buffer.isBuffer(write))))
  );
}

/** A file that grows by each event. Lines are written together, once per turn of the event loop. */
export class Recording {
  readonly #descriptor: number;
  readonly #failed: (error: NodeJS.ErrnoException) => void;
  #lines: string[] = [];
  #broken = false;

  /** Throws the system's error when the file cannot be made. `failed` is told once of a disk that is full. */
  constructor(file: string, failed: (error: NodeJS.ErrnoException) => void) {
    this.#descriptor = openSync(file, 'w');
    this.#failed = failed;
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
