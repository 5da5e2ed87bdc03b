/** Rows of the frames that have not left the relay: those that wait for an order, and those whose order takes time. */

import type { Held, Ordered, Released } from '../relay/events.ts';
import { type FrameRow, ownParts } from '../rows.ts';

export class InRelay {
  /** By the relay's number, in the order in which they were held. */
  readonly #rows = new Map<number, FrameRow>();

  get rows(): FrameRow[] {
    return [...this.#rows.values()];
  }

  held(): FrameRow[] {
    return this.rows.filter(({ held }) => held !== undefined);
  }

  ordered(): FrameRow[] {
    return this.rows.filter(({ order }) => order !== undefined);
  }

  /** Is one of them ahead of this frame in its direction? */
  isBefore({ connection, from, offset }: FrameRow): boolean {
    if (this.#rows.size === 0) return false;
    return this.rows.some((row) => row.connection === connection && row.from === from && row.offset < offset);
  }

  /** It may have to stay longer than the other rows: so it gets memory of its own. */
  hold(row: FrameRow, { frame, at }: Held): void {
    row.parts = ownParts(row);
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

  /** `again` is another row for the same frame. */
  replace(row: FrameRow, again: FrameRow): void {
    for (const [frame, known] of this.#rows) if (known === row) this.#rows.set(frame, again);
  }
}
