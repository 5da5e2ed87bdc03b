/** Lesson 02: a receiver of a file. */

export class FileReceiver {
  /** How many bytes the file has. */
  readonly size: number;
  /** What has come of it. */
  received: Buffer = Buffer.alloc(0);

  constructor(size: number) {
    this.size = size;
  }

  /** How many bytes of the file have not come yet. */
  get missing(): number {
    return this.size - this.received.length;
  }

  /** Keeps what belongs to the file; returns the bytes behind it. */
  push(bytes: Buffer): Buffer {
    const part = bytes.subarray(0, this.missing);
    this.received = Buffer.concat([this.received, part]);
    return bytes.subarray(part.length);
  }

  /** The file. Throws an Error while any of it is missing. */
  file(): Buffer {
    if (this.missing > 0) throw new Error(`${this.missing} bytes are missing`);
    return this.received;
  }
}
