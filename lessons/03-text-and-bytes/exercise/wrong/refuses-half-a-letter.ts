/** Lesson 03, a wrong answer: a letter that is not complete is taken for one that is wrong. */

import { isUtf8 } from 'node:buffer';

export class TextReader {
  bytes = 0;

  push(bytes: Buffer): string {
    if (!isUtf8(bytes)) throw new Error('not UTF-8');
    this.bytes += bytes.length;
    return bytes.toString();
  }

  end(): void {}
}
