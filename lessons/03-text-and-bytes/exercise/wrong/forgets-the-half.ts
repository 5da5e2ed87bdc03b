/** Lesson 03, a wrong answer: a new decoder for every read. */

export class TextReader {
  bytes = 0;

  push(bytes: Buffer): string {
    this.bytes += bytes.length;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  }

  end(): void {
    new TextDecoder('utf-8', { fatal: true }).decode();
  }
}
