/** Lesson 02, a wrong answer: the first read is taken for the file. */

export class FileReceiver {
  readonly size: number;
  received: Buffer = Buffer.alloc(0);

  constructor(size: number) {
    this.size = size;
  }

  get missing(): number {
    return this.size - this.received.length;
  }

  push(bytes: Buffer): Buffer {
    if (this.received.length > 0) return Buffer.alloc(0);
    this.received = bytes.subarray(0, this.size);
    return bytes.subarray(this.size);
  }

  file(): Buffer {
    if (this.missing > 0) throw new Error(`${this.missing} bytes are missing`);
    return this.received;
  }
}
