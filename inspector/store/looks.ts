/** What frames mean, worked out when somebody looks, and remembered for a while. */

import type { Dissection } from '../dissect/dissection.ts';
import { type FrameRow, frameBytes } from '../rows.ts';

/** Trees of fields take far more memory than the bytes that they explain: only the last ones looked at are kept. */
const KEPT_DISSECTIONS = 1_000;

/** What the list shows of a frame. */
export type Summary = Pick<Dissection, 'type' | 'id' | 'length' | 'info' | 'broken'>;

export class Looks {
  readonly #dissections = new Map<FrameRow, Dissection>();
  readonly #summaries = new WeakMap<FrameRow, Summary>();

  dissection(row: FrameRow): Dissection {
    const known = this.#dissections.get(row);
    if (known) return known;
    const dissection = row.dissector.dissect(frameBytes(row), row.from);
    this.#dissections.set(row, dissection);
    const [oldest] = this.#dissections.keys();
    if (oldest && this.#dissections.size > KEPT_DISSECTIONS) this.#dissections.delete(oldest);
    return dissection;
  }

  /** Kept as long as the row. */
  summary(row: FrameRow): Summary {
    const known = this.#summaries.get(row);
    if (known) return known;
    const { type, id, length, info, broken } = this.dissection(row);
    const summary = { type, length, info, broken, ...(id === undefined ? {} : { id }) };
    this.#summaries.set(row, summary);
    return summary;
  }

  clear(): void {
    this.#dissections.clear();
  }
}
