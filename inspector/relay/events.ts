/**
 * What the relay says and what it is told: the whole contract between the traffic and everything that looks at it.
 *
 * Events are plain values in the past tense. For each connection they come in this order: `opened`; then either
 * `refused`, or reads, holds, FINs and resets; `closed` is its last one. Every `held` is followed by exactly one
 * `released` of the same frame, before its connection's `closed`; in between, if that takes time, by `ordered`.
 *
 * Knows no protocol: a frame is whatever the HoldRule measures.
 */

/** Who sent. */
export type Side = 'client' | 'server';

/** `at` is in milliseconds, from the relay's clock; `connection` counts from 1. */
interface Happened {
  readonly connection: number;
  readonly at: number;
}

/** Addresses are `host:port`. */
export interface Opened extends Happened {
  readonly kind: 'opened';
  readonly client: string;
  readonly target: string;
}

/**
 * The target could not be reached; the client gets a RST. `code` is the system's: `ECONNREFUSED`; or `ELOOP`, where the
 * target is the relay itself.
 */
export interface Refused extends Happened {
  readonly kind: 'refused';
  readonly code: string;
}

/** Something that one side did. */
interface Sent extends Happened {
  readonly from: Side;
}

/** Bytes as the sender wrote them. Valid only during the call: who keeps them copies them. */
export interface Read extends Sent {
  readonly kind: 'read';
  /** Position of the first byte in all that this side has sent on this connection. */
  readonly offset: number;
  readonly bytes: Buffer;
}

/** `frame` counts held frames across all connections, from 1; `bytes` are nobody else's and stay as they are. */
export interface Held extends Sent {
  readonly kind: 'held';
  readonly frame: number;
  readonly offset: number;
  readonly bytes: Buffer;
}

/**
 * What is to become of a held frame is decided, and takes time: it waits for the one that it is joined with, or not all
 * of its writes are done. Said when it begins to wait for the other, and after each write but the last.
 */
export interface Ordered extends Sent {
  readonly kind: 'ordered';
  readonly frame: number;
  readonly offset: number;
  readonly how: ReleaseAction['how'];
  /** So many of the writes are done. */
  readonly sent: number;
  readonly of: number;
}

/**
 * What the receiver gets in place of a frame, write by write, exactly as written: fewer pieces than asked for when it
 * was gone; none when it was gone before the first (`lost`). All the writes together are all that the relay wrote for
 * held frames. So of two held frames that were joined the first has no writes, and the write of both is the second's.
 */
export interface Released extends Sent {
  readonly kind: 'released';
  readonly frame: number;
  readonly how: Fate;
  readonly offset: number;
  /** How much of the sender's stream, from `offset`, the writes stand for: more than the frame if others joined it. */
  readonly length: number;
  readonly writes: readonly Buffer[];
}

/** Bytes that waited behind a held frame, and whose receiver was gone before their turn came. */
export interface Lost extends Sent {
  readonly kind: 'lost';
  readonly offset: number;
  readonly length: number;
}

/** The side ended its direction; the other direction goes on. */
export interface Fin extends Sent {
  readonly kind: 'fin';
}

/** The side's connection broke: `ECONNRESET`, or `EPIPE` when it was found out by writing to it. */
export interface Reset extends Sent {
  readonly kind: 'reset';
  readonly code: string;
}

export interface Closed extends Happened {
  readonly kind: 'closed';
}

export type RelayEvent = Opened | Refused | Read | Held | Ordered | Released | Lost | Fin | Reset | Closed;

/** What becomes of a held frame. */
export type ReleaseAction =
  | { readonly how: 'released' | 'dropped' | 'doubled' }
  | { readonly how: 'edited'; readonly bytes: Buffer }
  /** Writes of these sizes, what is left in a last one, with a pause in between. Sizes are positive. */
  | { readonly how: 'split'; readonly sizes: readonly number[]; readonly pauseMs: number }
  /** In one write with what goes next in its direction, held or not; alone if nothing follows before the end. */
  | { readonly how: 'joined' };

/** What has become of it: `lost` is nobody's order. */
export type Fate = ReleaseAction['how'] | 'lost';

/**
 * Which frames to hold, and where frames end. Both functions are asked about a place in a stream: `offset` counts what
 * `from` has sent on this connection before the first of `bytes`. When holding is switched on in the middle of a
 * frame, the first place asked about lies inside it: its rest counts as a frame, which had better not be wanted.
 */
export interface HoldRule {
  /**
   * Length of the frame at the start of `bytes`; may exceed `bytes.length`. Undefined: more bytes are needed to know.
   * `ended`: there will be no more; what is still incomplete then passes.
   */
  measure(bytes: Buffer, from: Side, connection: number, ended: boolean, offset: number): number | undefined;
  /** Is this frame to be held? May be asked more than once. */
  wants(frame: Buffer, from: Side, connection: number, offset: number): boolean;
}
