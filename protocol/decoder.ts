/**
 * Bytes in, frames out: undoes whatever TCP did to the stream (PROTOCOL.md §3.8).
 *
 * TCP keeps the order of bytes and nothing else. A read may carry half a header or forty frames; this class does
 * not care. It knows no sockets and no clock. It copies only what came in pieces, and holds at most one unfinished frame.
 */

import { Buffer } from 'node:buffer';
import { ProtocolError } from './error.ts';
import { checkChecksum, checkHeader, decodeHeader, type Frame, HEADER_BYTES } from './frame.ts';

const NOTHING = Buffer.alloc(0);

export class FrameDecoder {
  /** Of an unfinished frame; undefined while there is none: who only waits costs no memory. */
  #header: Buffer | undefined;
  #headerHave = 0;
  #payload = NOTHING;
  #payloadHave = 0;
  #failure: ProtocolError | undefined;

  /** True while a frame has begun and is not complete. */
  get partial(): boolean {
    return this.#header !== undefined;
  }

  /**
   * Yields each frame that `bytes` completes. Iterate to the end before passing the next bytes. A payload may be a part
   * of `bytes`: whoever keeps it keeps them, and whoever changes them changes it.
   * Throws ProtocolError `bad-magic`, `bad-version`, `too-long` or `bad-checksum`, and the same again on every
   * later call: after it nobody knows where a frame begins.
   */
  *decode(bytes: Buffer): Generator<Frame, void, undefined> {
    if (this.#failure) throw this.#failure;
    try {
      for (let offset = 0; offset < bytes.length; ) {
        const whole = this.partial ? undefined : wholeFrame(bytes, offset);
        offset += whole ? HEADER_BYTES + whole.payload.length : this.#collect(bytes, offset);
        const frame = whole ?? this.#complete();
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

  /** Copies what belongs to the unfinished header, or else to its payload; returns how many bytes that was. */
  #collect(bytes: Buffer, offset: number): number {
    this.#header ??= Buffer.alloc(HEADER_BYTES);
    if (this.#headerHave === HEADER_BYTES) {
      const taken = bytes.copy(this.#payload, this.#payloadHave, offset);
      this.#payloadHave += taken;
      return taken;
    }
    const taken = bytes.copy(this.#header, this.#headerHave, offset);
    this.#headerHave += taken;
    checkHeader(this.#header, this.#headerHave);
    if (this.#headerHave === HEADER_BYTES)
      this.#payload = Buffer.allocUnsafe(decodeHeader(this.#header).length);
    return taken;
  }

  #complete(): Frame | undefined {
    const header = this.#header;
    if (!header || this.#headerHave < HEADER_BYTES || this.#payloadHave < this.#payload.length)
      return undefined;
    checkChecksum(header, this.#payload);
    const { type, id } = decodeHeader(header);
    const frame = { type, id, payload: this.#payload };
    this.#header = undefined;
    this.#headerHave = 0;
    this.#payload = NOTHING;
    this.#payloadHave = 0;
    return frame;
  }
}

/** The frame at `offset`, if all of it is there: most are, and need not be put together. */
function wholeFrame(bytes: Buffer, offset: number): Frame | undefined {
  if (bytes.length - offset < HEADER_BYTES) return undefined;
  checkHeader(bytes, HEADER_BYTES, offset);
  const { type, id, length } = decodeHeader(bytes, offset);
  const start = offset + HEADER_BYTES;
  if (bytes.length - start < length) return undefined;
  const payload = bytes.subarray(start, start + length);
  checkChecksum(bytes, payload, offset);
  return { type, id, payload };
}
