/** Lesson 04, a wrong answer: a line that has not ended is taken for nothing. */

export class LineDecoder {
  waiting: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): string[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    const lines: string[] = [];
    for (;;) {
      const end = this.waiting.indexOf(0x0a);
      const line = withoutReturn(end === -1 ? this.waiting : this.waiting.subarray(0, end));
      if (line.length > 65_536) throw new Error('too long');
      if (end === -1) return lines;
      lines.push(line.toString());
      this.waiting = this.waiting.subarray(end + 1);
    }
  }

  end(): void {
    this.waiting = Buffer.alloc(0);
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
