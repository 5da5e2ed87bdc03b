/**
 * Memory for what is kept of the reads: cut from large slabs that are used again when the rows that lay in them have
 * gone. To ask the system for new memory at each read costs more than copying the bytes into it.
 *
 * Each kept part counts as one use of its slab. A part that is not given back does no harm: its slab is then collected
 * like any other memory, and not used again.
 */

import { Buffer } from 'node:buffer';

const SLAB_BYTES = 1 << 20;

export interface Slab {
  readonly memory: Buffer;
  /** Parts that lie in it. */
  uses: number;
}

export class Slabs {
  #current: Slab = newSlab();
  #filled = 0;
  readonly #free: Slab[] = [];

  /** A copy of `bytes`, and where it lies: one use, to be given back. */
  copy(bytes: Buffer): { bytes: Buffer; slab: Slab | undefined } {
    if (bytes.length === 0 || bytes.length > SLAB_BYTES)
      return { bytes: Buffer.from(bytes), slab: undefined };
    if (this.#filled + bytes.length > SLAB_BYTES) this.#next();
    const start = this.#filled;
    this.#filled += bytes.copy(this.#current.memory, start);
    this.#current.uses += 1;
    return { bytes: this.#current.memory.subarray(start, this.#filled), slab: this.#current };
  }

  /** One use less. The bytes of that part may be overwritten from now on. */
  giveBack(slab: Slab): void {
    slab.uses -= 1;
    if (slab.uses === 0 && slab !== this.#current) this.#free.push(slab);
  }

  #next(): void {
    this.#current = this.#free.pop() ?? newSlab();
    this.#filled = 0;
  }
}

function newSlab(): Slab {
  return { memory: Buffer.allocUnsafeSlow(SLAB_BYTES), uses: 0 };
}
