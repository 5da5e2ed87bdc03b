/** Rows of the frames that have not left the relay: those that wait for an order, and those whose order takes time. */

import { Buffer } from 'node:buffer';
import type { Held, Ordered, Released } from '../relay/events.ts';
import type { FrameRow } from '../rows.ts';

export class InRelay {
  /** By the relay's number, in the order in which they were held. */
  readonly #rows = new Map<number, FrameRow>();

  held(): FrameRow[] {
    return [...this.#rows.values()].filter(({ held }) => held !== undefined);
  }

  ordered(): FrameRow[] {
    return [...this.#rows.values()].filter(({ order }) => order !== undefined);
  }

  /** Is one of them ahead of this frame in its direction? */
  isBefore({ connection, from, offset }: FrameRow): boolean {
    if (this.#rows.size === 0) return false;
    return [...this.#rows.values()].some(
      (row) => row.connection === connection && row.from === from && row.offset < offset,
    );
  }

  /** It may have to stay longer than the other rows: so it gets memory of its own. */
  hold(row: FrameRow, { frame, at }: Held): void {
    row.parts = row.parts.map((part) => ({ ...part, bytes: Buffer.from(part.bytes) }));
    row.held = { frame, since: at };
    this.#rows.set(frame, row);
  }

  order({ frame, how, sent, of }: Ordered): void {
    const row = this.#rows.get(frame);
    if (!row) return;
    row.held = undefined;
    row.order = { how, sent, of };
  }

  release({ frame, how, at, writes }: Released): void {
    const row = this.#rows.get(frame);
    if (!row) return;
    row.held = undefined;
    row.order = undefined;
    row.intervention = { how, at, writes };
    this.#rows.delete(frame);
  }

  /** Other rows for the same frames. */
  replace(replacement: (row: FrameRow) => FrameRow): void {
    for (const [frame, row] of this.#rows) this.#rows.set(frame, replacement(row));
  }
}
