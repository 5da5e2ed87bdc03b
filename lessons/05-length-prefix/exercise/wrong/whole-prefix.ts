/** Lesson 05, a wrong answer: the prefix is taken to arrive in one piece. */

export class MessageDecoder {
  waiting: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): Buffer[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    const messages: Buffer[] = [];
    while (this.waiting.length > 0) {
      const length = this.waiting.readUInt32BE(0);
      if (length > 65_536) throw new Error('too long');
      if (this.waiting.length < 4 + length) break;
      messages.push(this.waiting.subarray(4, 4 + length));
      this.waiting = this.waiting.subarray(4 + length);
    }
    return messages;
  }
}
