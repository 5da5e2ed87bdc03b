/**
 * Bytes in, frames out: undoes whatever TCP did to the stream (PROTOCOL.md §3.8).
 *
 * TCP keeps the order of bytes and nothing else. A read may carry half a header or forty frames; this class does
 * not care. It knows no sockets and no clock. It copies each byte once, so that a frame that is kept does not
 * keep alive the read buffer that it came in, and holds at most one unfinished frame.
 */

import { Buffer } from 'node:buffer';
import { ProtocolError } from './error.ts';
import { checkChecksum, checkHeader, decodeHeader, type Frame, HEADER_BYTES } from './frame.ts';

const NOTHING = Buffer.alloc(0);

export class FrameDecoder {
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerHave = 0;
  #payload = NOTHING;
  #payloadHave = 0;
  #failure: ProtocolError | undefined;

  /** True while a frame has begun and is not complete. */
  get partial(): boolean {
    return this.#headerHave > 0;
  }

  /**
   * Yields each frame that `bytes` completes. Iterate to the end before passing the next bytes.
   * Throws ProtocolError `bad-magic`, `bad-version`, `too-long` or `bad-checksum`, and the same again on every
   * later call: after it nobody knows where a frame begins.
   */
  *decode(bytes: Buffer): Generator<Frame, void, undefined> {
    if (this.#failure) throw this.#failure;
    try {
      for (let offset = 0; offset < bytes.length; ) {
        offset += this.#collect(bytes, offset);
        const frame = this.#complete();
        if (frame) yield frame;
      }
    } catch (error) {
      this.#failure = error as ProtocolError;
      throw error;
    }
  }

  /** The stream has ended. Throws ProtocolError `truncated` when that cut a frame in two. */
  end(): void {
    if (this.#failure) throw this.#failure;
    if (this.partial)
      throw new ProtocolError('truncated', `after ${this.#headerHave + this.#payloadHave} bytes of a frame`);
  }

  /** Copies what belongs to the header, or else to the payload; returns how many bytes that was. */
  #collect(bytes: Buffer, offset: number): number {
    if (this.#headerHave < HEADER_BYTES) {
      const taken = bytes.copy(this.#header, this.#headerHave, offset);
      this.#headerHave += taken;
      checkHeader(this.#header, this.#headerHave);
      if (this.#headerHave === HEADER_BYTES)
        this.#payload = Buffer.allocUnsafe(decodeHeader(this.#header).length);
      return taken;
    }
    const taken = bytes.copy(this.#payload, this.#payloadHave, offset);
    this.#payloadHave += taken;
    return taken;
  }

  #complete(): Frame | undefined {
    if (this.#headerHave < HEADER_BYTES || this.#payloadHave < this.#payload.length) return undefined;
    checkChecksum(this.#header, this.#payload);
    const { type, id } = decodeHeader(this.#header);
    const frame = { type, id, payload: this.#payload };
    this.#headerHave = 0;
    this.#payload = NOTHING;
    this.#payloadHave = 0;
    return frame;
  }
}
