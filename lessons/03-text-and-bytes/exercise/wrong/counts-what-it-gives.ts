/** Lesson 03, a wrong answer: bytes are counted when they have become text. */

export class TextReader {
  bytes = 0;
  decoder = new TextDecoder('utf-8', { fatal: true });

  push(bytes: Buffer): string {
    const text = this.decoder.decode(bytes, { stream: true });
    this.bytes += Buffer.byteLength(text);
    return text;
  }

  end(): void {
    this.decoder.decode();
  }
}
