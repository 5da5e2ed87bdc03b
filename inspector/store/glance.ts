/**
 * A stretch that somebody looks at: its frames become rows, each when it is asked for.
 *
 *     number  number + 1       ...                of their rows
 *   +-------+----------------+------+--------+
 *   | frame |     frame      |frame | frame  |
 *   +-------+----------------+------+--------+
 *        ends[0]          ends[1]   ...           found by measuring the frames again
 */

import type { Buffer } from 'node:buffer';
import type { FrameRow, Part } from '../rows.ts';
import { bisect } from './bisect.ts';
import type { Stretch } from './stretch.ts';

export class Glance {
  readonly kind = 'frames';
  /** Of its first row. */
  readonly number: number;
  readonly #stretch: Stretch;
  readonly #bytes: Buffer;
  readonly #ends: readonly number[];
  readonly #rows: FrameRow[] = [];

  /** `bytes` are those of its place. */
  constructor(number: number, stretch: Stretch, bytes: Buffer) {
    this.number = number;
    this.#stretch = stretch;
    this.#bytes = bytes;
    this.#ends = stretch.count === 1 ? [stretch.size] : ends(stretch, bytes);
  }

  /** The same object each time. `index` counts from 0. */
  row(index: number): FrameRow {
    const row = this.#rows[index] ?? this.#makeRow(index);
    this.#rows[index] = row;
    return row;
  }

  /** Which of the frames `offset` of the stream lies in; undefined: it lies behind them. */
  indexAt(offset: number): number | undefined {
    const { count } = this.#stretch;
    const index = bisect(0, count, (middle) => this.end(middle) > offset);
    return index < count ? index : undefined;
  }

  /** Where a frame begins in the stream. */
  start(index: number): number {
    return index === 0 ? this.#stretch.offset : this.end(index - 1);
  }

  /** One past its last byte. */
  end(index: number): number {
    return this.#stretch.offset + (this.#ends[index] ?? this.#stretch.size);
  }

  #makeRow(index: number): FrameRow {
    const { connection, from, dissector, arrivals } = this.#stretch;
    const offset = this.start(index);
    return {
      kind: 'frame',
      number: this.number + index,
      connection,
      from,
      at: arrivals.at(-1)?.at ?? 0,
      dissector,
      parts: this.#parts(index),
      size: this.end(index) - offset,
      offset,
      held: undefined,
      order: undefined,
      intervention: undefined,
    };
  }

  #parts(index: number): Part[] {
    const { offset, count, arrivals } = this.#stretch;
    let end = this.start(index) - offset;
    return arrivals.map(({ read, at, size: brought }) => {
      const size = count > 1 ? this.end(index) - this.start(index) : brought;
      end += size;
      return { read, at, size, bytes: this.#bytes.subarray(end - size, end) };
    });
  }
}

function ends({ dissector, count }: Stretch, bytes: Buffer): number[] {
  let end = 0;
  return Array.from({ length: count }, () => {
    end += dissector.measure(bytes, false, end) ?? 0;
    return end;
  });
}
