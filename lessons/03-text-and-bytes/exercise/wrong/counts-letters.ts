/** Lesson 03, a wrong answer: the length of the text is taken for the number of bytes. */

export class TextReader {
  bytes = 0;
  decoder = new TextDecoder('utf-8', { fatal: true });

  push(bytes: Buffer): string {
    const text = this.decoder.decode(bytes, { stream: true });
    this.bytes += text.length;
    return text;
  }

  end(): void {
    this.decoder.decode();
  }
}
