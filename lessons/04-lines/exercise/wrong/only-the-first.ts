/** Lesson 04, a wrong answer: at most one line a push. */

export class LineDecoder {
  waiting: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): string[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    if (this.waiting.length > 65_536) throw new Error('too long');
    const end = this.waiting.indexOf(0x0a);
    if (end === -1) return [];
    const line = this.waiting.toString('utf8', 0, end).replace(/\r$/, '');
    this.waiting = this.waiting.subarray(end + 1);
    return [line];
  }

  end(): void {
    if (this.waiting.length > 0) throw new Error('the stream ended inside a line');
  }
}
