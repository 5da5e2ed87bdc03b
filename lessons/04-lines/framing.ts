/**
 * A message is a line: its bytes, then a newline (0A).
 *
 * Simplified on purpose: what waits is copied again at every read.
 */

const NEWLINE = 0x0a;
/** A longer message is refused: its sender could otherwise fill our memory. */
const MOST_BYTES = 65_536;

export function encodeMessage(message: Buffer): Buffer {
  return Buffer.concat([message, Buffer.from([NEWLINE])]);
}

/** Bytes go in however they were read; messages come out as soon as they are complete. */
export class MessageDecoder {
  #waiting: Buffer = Buffer.alloc(0);

  /** Whether no message has begun that is not complete. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Yields the messages that are complete with these bytes. Throws when one is longer than 65,536 bytes. */
  *push(bytes: Buffer): Generator<Buffer> {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    for (let message = this.#take(); message; message = this.#take()) yield message;
  }

  /** The first message that waits; undefined while it is not complete. */
  #take(): Buffer | undefined {
    const end = this.#waiting.indexOf(NEWLINE);
    const length = end === -1 ? this.#waiting.length : end;
    if (length > MOST_BYTES) throw new Error(`a message of more than ${MOST_BYTES} bytes`);
    if (end === -1) return undefined;
    const message = this.#waiting.subarray(0, end);
    this.#waiting = this.#waiting.subarray(end + 1);
    return message;
  }
}
