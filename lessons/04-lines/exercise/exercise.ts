/** Lesson 04: your decoder. Save it, then type: npx tsx lessons check 04 */

export class LineDecoder {
  /** What has come and is not a whole line yet. */
  waiting: Buffer = Buffer.alloc(0);

  /** Bytes go in however they were read; the lines that are complete with them come out. */
  push(bytes: Buffer): string[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    // TODO: take every complete line off the front of `waiting`. Leave in it what is not complete.
    return [];
  }

  /** The stream has ended. Throws when a line has begun and not ended. */
  end(): void {
    // TODO: does something still wait?
  }
}
