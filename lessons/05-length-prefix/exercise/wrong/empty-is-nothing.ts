/** Lesson 05, a wrong answer: a length of 0 is taken for no message. */

export class MessageDecoder {
  waiting: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): Buffer[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    const messages: Buffer[] = [];
    while (this.waiting.length >= 4) {
      const length = this.waiting.readUInt32BE(0);
      if (length > 65_536) throw new Error('too long');
      if (this.waiting.length < 4 + length) break;
      if (length > 0) messages.push(this.waiting.subarray(4, 4 + length));
      this.waiting = this.waiting.subarray(4 + length);
    }
    return messages;
  }
}
