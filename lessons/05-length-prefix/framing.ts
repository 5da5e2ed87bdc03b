/**
 * A message is its length, then its bytes. The length takes 4 bytes, big-endian.
 *
 * Simplified on purpose: what waits is copied again at every read.
 */

const PREFIX_BYTES = 4;
/** A longer message is refused: its sender could otherwise fill our memory. */
const MOST_BYTES = 65_536;

export function encodeMessage(message: Buffer): Buffer {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length);
  return Buffer.concat([prefix, message]);
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
    if (this.#waiting.length < PREFIX_BYTES) return undefined;
    const length = this.#waiting.readUInt32BE(0);
    if (length > MOST_BYTES) throw new Error(`a message of ${length} bytes, more than ${MOST_BYTES}`);
    const end = PREFIX_BYTES + length;
    if (this.#waiting.length < end) return undefined;
    const message = this.#waiting.subarray(PREFIX_BYTES, end);
    this.#waiting = this.#waiting.subarray(end);
    return message;
  }
}
