/** Lesson 02, a wrong answer: each read takes the place of the one before. */

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
    const part = bytes.subarray(0, this.size);
    this.received = part;
    return bytes.subarray(part.length);
  }

  file(): Buffer {
    if (this.missing > 0) throw new Error(`${this.missing} bytes are missing`);
    return this.received;
  }
}
