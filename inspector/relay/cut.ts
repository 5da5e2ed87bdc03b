/**
 * Where to cut what waits: how much of it may pass, and which frame stops the stream.
 *
 * Knows no wire format: the lengths come from the HoldRule.
 */

import type { HoldRule, Side } from './events.ts';

/** A longer frame is not waited for: it passes. */
export const LONGEST_HELD_BYTES = 16 * 1024 * 1024;

/** A place in what `from` sends on a connection. */
export interface Place {
  readonly from: Side;
  readonly connection: number;
  readonly offset: number;
  /** The sender has ended: nothing follows the bytes that are there. */
  readonly ended: boolean;
}

export interface Cut {
  /** So many bytes pass first. */
  readonly pass: number;
  /** Length of the frame after them, which is wanted; 0: there is none. */
  readonly hold: number;
  /** So many bytes that have not come yet belong to what passes. */
  readonly beyond: number;
}

/** Passes whole frames up to the first that the rule wants; the start of an incomplete one stays. */
export function cut(bytes: Buffer, rule: HoldRule, place: Place): Cut {
  let pass = 0;
  while (pass < bytes.length) {
    const rest = bytes.subarray(pass);
    const offset = place.offset + pass;
    const length = rule.measure(rest, place.from, place.connection, place.ended, offset);
    if (length === undefined || length > rest.length) return cutIncomplete(pass, rest, length, place);
    const frame = rest.subarray(0, Math.max(1, length) || 1); // whatever the rule says, no endless loop
    if (rule.wants(frame, place.from, place.connection, offset))
      return { pass, hold: frame.length, beyond: 0 };
    pass += frame.length;
  }
  return { pass, hold: 0, beyond: 0 };
}

function cutIncomplete(pass: number, rest: Buffer, length: number | undefined, place: Place): Cut {
  const shortest = length ?? rest.length;
  if (shortest <= LONGEST_HELD_BYTES && !place.ended) return { pass, hold: 0, beyond: 0 };
  return { pass: pass + rest.length, hold: 0, beyond: shortest - rest.length };
}
