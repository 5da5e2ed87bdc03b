/** What the list shows, row by row: frames, and what happened to their connections. */

import { Buffer } from 'node:buffer';
import type { Dissector, Side } from './dissect/dissection.ts';
import type { Ordered, Released } from './relay/events.ts';

/** What one read brought of a frame. Reads of a direction are counted from 1. */
export interface Part {
  readonly read: number;
  /** In milliseconds of the relay's clock. */
  readonly at: number;
  /** What is kept of them. */
  readonly bytes: Buffer;
  /** How many there were. */
  readonly size: number;
}

/** What a held frame is waiting for, or how far it has gone: `sent` of so many writes. */
export type Order = Pick<Ordered, 'how' | 'sent' | 'of'>;

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
  parts: readonly Part[];
  /** In bytes; the parts may hold less, of a long frame only its head. */
  readonly size: number;
  /** Of its direction's stream, where it begins. */
  readonly offset: number;
  /** Waiting in the relay, since when and under which number of the relay. */
  held: { readonly frame: number; readonly since: number } | undefined;
  /** Held no more, and not gone yet. */
  order: Order | undefined;
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

/** All bytes of a frame that are kept, in one piece. */
export function frameBytes({ parts }: FrameRow): Buffer {
  const [first, ...rest] = parts;
  return first && rest.length === 0 ? first.bytes : Buffer.concat(parts.map(({ bytes }) => bytes));
}

/** Its parts with bytes that are nobody else's: the store uses the memory of rows that went again. */
export function ownParts({ parts }: FrameRow): Part[] {
  return parts.map((part) => ({ ...part, bytes: Buffer.from(part.bytes) }));
}

/** Whether its receiver got something else than its sender wrote, or otherwise written. */
export function isChanged({ intervention }: FrameRow): boolean {
  return intervention !== undefined && intervention.how !== 'released';
}
