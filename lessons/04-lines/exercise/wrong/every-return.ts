/** Lesson 04, a wrong answer: every \r is taken out, also inside a line. */

export class LineDecoder {
  waiting: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): string[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    const lines: string[] = [];
    while (this.waiting.includes(0x0a)) {
      const end = this.waiting.indexOf(0x0a);
      lines.push(this.waiting.toString('utf8', 0, end).replace(/\r/g, ''));
      this.waiting = this.waiting.subarray(end + 1);
    }
    if (this.waiting.length > 65_536) throw new Error('too long');
    return lines;
  }

  end(): void {
    if (this.waiting.length > 0) throw new Error('the stream ended inside a line');
  }
}
