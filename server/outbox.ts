/**
 * Answers on their way out. They gather here and leave in one write, and nobody queues more than the peer takes:
 * when the socket is full, `flush` waits until it has drained.
 */

import { once } from 'node:events';
import type { Socket } from 'node:net';

/** Beyond this many bytes the answers leave before more are made. */
const FULL_BYTES = 65_536;

export class Outbox {
  readonly #socket: Socket;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get full(): boolean {
    return this.#bytes >= FULL_BYTES;
  }

  /** Keeps the pieces, in order; sends nothing yet. */
  add(pieces: readonly Buffer[]): void {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#bytes += piece.length;
    }
  }

  /** Sends all that was added. Resolves when the socket takes more, rejects when it has closed. */
  async flush(): Promise<void> {
    if (!this.send()) await this.drained();
  }

  /** Sends all that was added. False: the socket is full, or has closed; `drained` says which. */
  send(): boolean {
    if (this.#socket.destroyed) return false;
    if (this.#bytes === 0) return true;
    const pieces = this.#pieces;
    const averageBytes = this.#bytes / pieces.length;
    this.#pieces = [];
    this.#bytes = 0;
    // Small pieces are cheaper to copy together than to write one by one; large ones are not.
    if (averageBytes < 4096) return this.#socket.write(together(pieces));
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork(); // before anybody waits: a corked socket never drains
    return !this.#socket.writableNeedDrain;
  }

  /** Resolves when the socket takes more, rejects when it has closed. */
  async drained(): Promise<void> {
    if (this.#socket.destroyed) throw new Error('closed');
    const gone = new AbortController();
    const close = () => gone.abort();
    this.#socket.once('close', close);
    try {
      await once(this.#socket, 'drain', { signal: gone.signal });
    } finally {
      this.#socket.off('close', close);
    }
  }
}

function together(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces;
  return first && pieces.length === 1 ? first : Buffer.concat(pieces);
}
