/** Bytes that have come and may not go yet: grows at its end, shrinks at its front, each byte copied in and out once. */

const FIRST_CAPACITY = 4_096;

export class Waiting {
  #memory = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Valid until bytes are added. */
  get bytes(): Buffer {
    return this.#memory.subarray(this.#start, this.#end);
  }

  add(bytes: Buffer): void {
    if (this.#end + bytes.length > this.#memory.length) this.#makeRoom(bytes.length);
    bytes.copy(this.#memory, this.#end);
    this.#end += bytes.length;
  }

  /** Removes the first `length` bytes and returns a copy of them. */
  take(length: number): Buffer {
    const taken = Buffer.from(this.#memory.subarray(this.#start, this.#start + length));
    this.#start += length;
    if (this.#start === this.#end) this.clear();
    return taken;
  }

  /** Gives the memory back as well: what waited may have been large. */
  clear(): void {
    this.#memory = Buffer.alloc(0);
    this.#start = 0;
    this.#end = 0;
  }

  /** Doubles, so that a frame that comes byte by byte is not copied at every byte. */
  #makeRoom(more: number): void {
    const bytes = this.bytes;
    const memory = Buffer.allocUnsafeSlow(Math.max(FIRST_CAPACITY, 2 * (bytes.length + more)));
    bytes.copy(memory);
    this.#memory = memory;
    this.#start = 0;
    this.#end = bytes.length;
  }
}
