/**
 * Answers on their way out. They gather here and leave in one write, and nobody queues more than the peer takes: who
 * finds the socket full waits until the system has taken what was sent.
 */

import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { encodeFrameInto, encodeHeader, type Frame, HEADER_BYTES } from '../protocol/frame.ts';

/** Beyond this many bytes the answers leave before more are made. An answer of so many is long, and is not copied. */
const FULL_BYTES = 16_384;
/** Who is not full has room for another answer that is not long. */
const BLOCK_BYTES = 2 * FULL_BYTES;
const NOTHING = Buffer.alloc(0);

/** A block that the system has taken all of. Most answers leave at once: one block serves everybody. */
let spare: Buffer | undefined;

export class Outbox {
  readonly #socket: Socket;
  /** Where short answers gather; undefined while there are none: who only waits costs no memory. */
  #block: Buffer | undefined;
  #bytes = 0;
  /** The pieces of a long answer, which leaves after them. */
  #long: readonly Buffer[] | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get full(): boolean {
    return this.#bytes >= FULL_BYTES || this.#long !== undefined;
  }

  /** Keeps the pieces, in order; sends only what leaves them no room. */
  add(pieces: readonly Buffer[]): void {
    if (this.full) this.send();
    if (isLong(pieces)) this.#long = pieces;
    else
      for (const piece of pieces) {
        this.#room().set(piece, this.#bytes);
        this.#bytes += piece.length;
      }
  }

  /** The same as its bytes, and faster: a short frame is made where it leaves from. */
  addFrame(frame: Frame): void {
    if (HEADER_BYTES + frame.payload.length >= FULL_BYTES) this.add([encodeHeader(frame), frame.payload]);
    else {
      if (this.full) this.send();
      this.#bytes += encodeFrameInto(this.#room(), this.#bytes, frame);
    }
  }

  /**
   * Sends all that was added, and resolves when the system has taken it: its memory is free again. Rejects when the
   * connection has closed.
   */
  async flush(): Promise<void> {
    this.send();
    await this.taken();
  }

  /** Sends all that was added. False: the socket is full, or has closed; `taken` says which. */
  send(): boolean {
    if (this.#bytes > 0 || this.#long) this.#write();
    return !this.#socket.writableNeedDrain && !this.#socket.destroyed;
  }

  /** Resolves when the system has taken all that was sent, rejects when the connection has closed. */
  async taken(): Promise<void> {
    if (this.#socket.writableLength === 0 && !this.#socket.destroyed) return;
    await new Promise<void>((resolve, reject) => {
      this.#socket.write(NOTHING, (error) => (error ? reject(error) : resolve()));
    });
  }

  #room(): Buffer {
    if (!this.#block) {
      this.#block = spare ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
      spare = undefined;
    }
    return this.#block;
  }

  #write(): void {
    const block = this.#block;
    const short = block ? [block.subarray(0, this.#bytes)] : [];
    const pieces = this.#long ? [...short, ...this.#long] : short;
    this.#block = undefined;
    this.#bytes = 0;
    this.#long = undefined;
    if (this.#socket.destroyed) return;
    if (pieces.length > 1) this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork(); // before anybody waits: what is corked is never taken
    if (block && this.#socket.writableLength === 0) spare = block;
  }
}

function isLong(pieces: readonly Buffer[]): boolean {
  return pieces.reduce((bytes, piece) => bytes + piece.length, 0) >= FULL_BYTES;
}
