/** Lesson 03, a wrong answer: this decoder keeps half a letter, but it never refuses anything. */

import { StringDecoder } from 'node:string_decoder';

export class TextReader {
  bytes = 0;
  decoder = new StringDecoder('utf8');

  push(bytes: Buffer): string {
    this.bytes += bytes.length;
    return this.decoder.write(bytes);
  }

  end(): void {
    if (this.decoder.end() !== '') throw new Error('half a letter');
  }
}
