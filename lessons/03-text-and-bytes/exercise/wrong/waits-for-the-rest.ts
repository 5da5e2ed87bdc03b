/** Lesson 03, a wrong answer: nothing is given back until all that waits is complete. */

import { isUtf8 } from 'node:buffer';

export class TextReader {
  bytes = 0;
  waiting: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): string {
    this.bytes += bytes.length;
    this.waiting = Buffer.concat([this.waiting, bytes]);
    if (!isUtf8(this.waiting)) return '';
    const text = this.waiting.toString();
    this.waiting = Buffer.alloc(0);
    return text;
  }

  end(): void {
    if (this.waiting.length > 0) throw new Error('half a letter');
  }
}
