/** Lesson 03, a wrong answer: at most one byte waits. */

export class TextReader {
  bytes = 0;
  waiting: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): string {
    this.bytes += bytes.length;
    const all = Buffer.concat([this.waiting, bytes]);
    const isHalf = (all.at(-1) ?? 0) >= 0b1100_0000;
    const end = isHalf ? all.length - 1 : all.length;
    this.waiting = all.subarray(end);
    return all.toString('utf8', 0, end);
  }

  end(): void {
    if (this.waiting.length > 0) throw new Error('half a letter');
  }
}
