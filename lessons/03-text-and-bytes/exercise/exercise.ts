/** Lesson 03: your reader of text. Save it, then type: npx tsx lessons check 03 */

export class TextReader {
  /** How many bytes have come. */
  bytes = 0;

  /** Bytes go in however they were read; the letters that are complete with them come out. */
  push(bytes: Buffer): string {
    // TODO: this is right as long as every letter is one byte and no byte is wrong.
    const text = bytes.toString();
    this.bytes += text.length;
    return text;
  }

  /** The stream has ended. Throws when half a letter is left over. */
  end(): void {
    // TODO: is something left over?
  }
}
