/** Lesson 05: your decoder. Save it, then type: npx tsx lessons check 05 */

export class MessageDecoder {
  /** What has come and is not a whole message yet. */
  waiting: Buffer = Buffer.alloc(0);

  /** Bytes go in however they were read; the messages that are complete with them come out. */
  push(bytes: Buffer): Buffer[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    // TODO: take every complete message off the front of `waiting`. Leave in it what is not complete.
    return [];
  }
}
