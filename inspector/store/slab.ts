/**
 * Memory for what is kept of the streams: large slabs, filled one after the other, used again when all that lay in
 * one has gone. To ask the system for new memory at each read costs more than copying the bytes into it.
 *
 * A place is told by numbers, so that thousands of them can be remembered without as many objects.
 */

import { Buffer } from 'node:buffer';

export const SLAB_BYTES = 1 << 20;

/** So many bytes of a slab, from `start` on. */
export interface Place {
  readonly slab: number;
  readonly start: number;
  readonly length: number;
}

export class Slabs {
  readonly #slabs: Buffer[] = [];
  /** How many places are taken in each. */
  readonly #uses: number[] = [];
  readonly #free: number[] = [];
  #current = this.#newSlab();
  #filled = 0;

  /** Room for at most SLAB_BYTES, to be given back. Holds what lay there before. */
  reserve(length: number): Place {
    if (this.#filled + length > SLAB_BYTES) this.#next();
    const place = { slab: this.#current, start: this.#filled, length };
    this.#filled += length;
    this.#count(place.slab, 1);
    return place;
  }

  /** Keeps the first `length` bytes. */
  copy(bytes: Buffer, length = bytes.length): Place {
    const place = this.reserve(length);
    bytes.copy(this.#slabs[place.slab] as Buffer, place.start, 0, length);
    return place;
  }

  bytes({ slab, start, length }: Place): Buffer {
    return this.#slabs[slab]?.subarray(start, start + length) ?? Buffer.alloc(0);
  }

  /** The bytes may be overwritten from now on. */
  giveBack({ slab }: Place): void {
    if (this.#count(slab, -1) === 0 && slab !== this.#current) this.#free.push(slab);
  }

  #next(): void {
    if (this.#count(this.#current, 0) === 0) this.#free.push(this.#current);
    this.#current = this.#free.pop() ?? this.#newSlab();
    this.#filled = 0;
  }

  #newSlab(): number {
    return this.#slabs.push(Buffer.allocUnsafeSlow(SLAB_BYTES)) - 1;
  }

  #count(slab: number, more: number): number {
    const uses = (this.#uses[slab] ?? 0) + more;
    this.#uses[slab] = uses;
    return uses;
  }
}
