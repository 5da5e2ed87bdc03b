/** Lesson 03: a reader of text. */

export class TextReader {
  /** How many bytes have come. */
  bytes = 0;
  /** Keeps half a letter until the rest of it comes. */
  #decoder = new TextDecoder('utf-8', { fatal: true });

  /** Bytes go in however they were read; the letters that are complete with them come out. */
  push(bytes: Buffer): string {
    this.bytes += bytes.length;
    return this.#decoder.decode(bytes, { stream: true });
  }

  /** The stream has ended. Throws when half a letter is left over. */
  end(): void {
    this.#decoder.decode();
  }
}
