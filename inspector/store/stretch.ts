/**
 * A stretch of one direction: whole frames that lie side by side, as one read completed them. Many reads bring
 * thousands of frames, of which hardly one is ever looked at: so they are counted, and kept as the bytes they came in.
 *
 *     offset                                      in the direction's stream
 *     v
 *   +-------+----------------+------+--------+
 *   | frame |     frame      |frame | frame  |    `count` frames in `size` bytes; `place` says where they are kept
 *   +-------+----------------+------+--------+
 *
 * A frame that came in several reads is a stretch by itself. Of one that is too long only the head is kept.
 */

import type { Buffer } from 'node:buffer';
import type { Dissector, Side } from '../dissect/dissection.ts';
import type { Part } from '../rows.ts';
import { type Place, SLAB_BYTES } from './slab.ts';

/** Of a longer frame only so much is kept; one whose end nobody can tell is shown when so much is there. */
export const KEPT_FRAME_BYTES = SLAB_BYTES;

/** What one read brought of a stretch: reads of a direction are counted from 1. */
export type Arrival = Omit<Part, 'bytes'>;

export interface Stretch {
  readonly connection: number;
  readonly from: Side;
  readonly dissector: Dissector;
  readonly offset: number;
  readonly size: number;
  readonly count: number;
  /** More than one only where there is one frame. */
  readonly arrivals: readonly Arrival[];
  readonly place: Place;
}

export interface WholeFrames {
  readonly count: number;
  /** How many bytes they take. */
  readonly size: number;
  /** How many bytes the frame takes that comes after them, as far as it is known. */
  readonly next: number | undefined;
}

/** The whole frames at the start of `bytes`, as many as find place together. */
export function wholeFrames(dissector: Dissector, bytes: Buffer): WholeFrames {
  const most = Math.min(bytes.length, KEPT_FRAME_BYTES);
  let [count, size] = [0, 0];
  let next: number | undefined;
  while (size < bytes.length) {
    next = dissector.measure(bytes, false, size);
    if (next === undefined || size + next > most) break;
    count += 1;
    size += next;
  }
  return { count, size, next };
}
