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
    if (this.#socket.destroyed) throw new Error('closed');
    if (this.#bytes > 0 && !this.#write()) await drained(this.#socket);
  }

  /** False when the socket's own buffer is full. */
  #write(): boolean {
    const pieces = this.#pieces;
    const averageBytes = this.#bytes / pieces.length;
    this.#pieces = [];
    this.#bytes = 0;
    // Small pieces are cheaper to copy together than to write one by one; large ones are not.
    if (averageBytes < 4096) return this.#socket.write(Buffer.concat(pieces));
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork(); // before anybody waits: a corked socket never drains
    return !this.#socket.writableNeedDrain;
  }
}

/** Resolves when the socket takes more, rejects when it has closed. */
async function drained(socket: Socket): Promise<void> {
  const gone = new AbortController();
  const close = () => gone.abort();
  socket.once('close', close);
  try {
    await once(socket, 'drain', { signal: gone.signal });
  } finally {
    socket.off('close', close);
  }
}
