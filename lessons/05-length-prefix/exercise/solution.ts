/** Lesson 05: a decoder. · Lição 05: um decodificador. */

const PREFIX_BYTES = 4;
const MOST_BYTES = 65_536;

export class MessageDecoder {
  /** What has come and is not a whole message yet. · O que chegou e ainda não é uma mensagem inteira. */
  waiting: Buffer = Buffer.alloc(0);

  /**
   * Bytes go in however they were read; the messages that are complete with them come out.
   * Entram bytes, não importa como foram lidos; saem as mensagens que eles completam.
   */
  push(bytes: Buffer): Buffer[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    const messages: Buffer[] = [];
    while (this.waiting.length >= PREFIX_BYTES) {
      const length = this.waiting.readUInt32BE(0);
      if (length > MOST_BYTES) throw new Error(`a message of ${length} bytes`);
      const end = PREFIX_BYTES + length;
      if (this.waiting.length < end) break;
      messages.push(this.waiting.subarray(PREFIX_BYTES, end));
      this.waiting = this.waiting.subarray(end);
    }
    return messages;
  }
}
