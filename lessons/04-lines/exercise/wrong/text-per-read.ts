/** Lesson 04, a wrong answer: what waits is text, and every read is made text by itself. */

export class LineDecoder {
  waiting = '';

  push(bytes: Buffer): string[] {
    this.waiting += bytes;
    const lines = this.waiting.split(/\r?\n/);
    this.waiting = lines.pop() ?? '';
    if (this.waiting.length > 65_536) throw new Error('too long');
    return lines;
  }

  end(): void {
    if (this.waiting.length > 0) throw new Error('the stream ended inside a line');
  }
}
