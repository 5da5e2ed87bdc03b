/**
 * Answers on their way out. They gather here and leave in one write, and nobody queues more than the peer takes: who
 * finds the socket full waits until the system has taken what was sent.
 */

import type { Socket } from 'node:net';

/** Beyond this many bytes the answers leave before more are made. */
const FULL_BYTES = 65_536;
const NOTHING = Buffer.alloc(0);

export class Outbox {
  readonly #socket: Socket;
  /** Undefined while there are none: who only waits costs no memory. */
  #pieces: Buffer[] | undefined;
  #bytes = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get full(): boolean {
    return this.#bytes >= FULL_BYTES;
  }

  /** Keeps the pieces, in order; sends nothing yet. */
  add(pieces: readonly Buffer[]): void {
    this.#pieces ??= [];
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#bytes += piece.length;
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
    if (this.#bytes > 0 && !this.#socket.destroyed) this.#write();
    return !this.#socket.writableNeedDrain && !this.#socket.destroyed;
  }

  /** Resolves when the system has taken all that was sent, rejects when the connection has closed. */
  async taken(): Promise<void> {
    if (this.#socket.writableLength === 0 && !this.#socket.destroyed) return;
    await new Promise<void>((resolve, reject) => {
      this.#socket.write(NOTHING, (error) => (error ? reject(error) : resolve()));
    });
  }

  #write(): void {
    const pieces = this.#pieces ?? [];
    const averageBytes = this.#bytes / pieces.length;
    this.#pieces = undefined;
    this.#bytes = 0;
    // Small pieces are cheaper to copy together than to write one by one; large ones are not.
    if (averageBytes < 4096) return void this.#socket.write(together(pieces));
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork(); // before anybody waits: what is corked is never taken
  }
}

function together(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces;
  return first && pieces.length === 1 ? first : Buffer.concat(pieces);
}
