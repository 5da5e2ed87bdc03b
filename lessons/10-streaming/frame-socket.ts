/**
 * A connected socket as a sequence of frames: reading, and answering in order.
 *
 * Knows no commands: what a frame asks for is the business of whoever takes it (echo-server.ts).
 */

import type { Socket } from 'node:net';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { ERRORS, ProtocolError } from '../../protocol/error.ts';
import type { Frame } from '../../protocol/frame.ts';
import { encodeError } from '../../protocol/message.ts';
import { Outbox } from '../../server/outbox.ts';

/** Answers one frame; a promise where that takes time. */
export type TakeFrame = (frame: Frame) => Promise<void> | undefined;

export class FrameSocket {
  #running = true;
  /** The last read, until its frames are answered. */
  #reading: Promise<void> | undefined;
  #ending = '';
  readonly #conn: Socket;
  readonly #decoder = new FrameDecoder();
  readonly #outbox: Outbox;

  constructor(conn: Socket) {
    this.#conn = conn;
    this.#outbox = new Outbox(conn);
    conn.on('error', (error: NodeJS.ErrnoException) => {
      this.#ending ||= error.code ?? error.message;
      conn.destroy(); // net does that by itself, tls does not
    });
  }

  /** False once the last frame is on its way; what still comes is read and thrown away. */
  get running(): boolean {
    return this.#running;
  }

  /** Why the connection ended, in a word: `SAIR`, `FIN`, `ECONNRESET`. */
  get ending(): string {
    return this.#ending || 'closed';
  }

  /**
   * Gives every frame to `take`, one after the other, and resolves at the client's FIN. Never rejects: a stream that
   * breaks the rules is ended with an ERROR, one that is cut is let go.
   */
  each(take: TakeFrame): Promise<void> {
    return new Promise((resolve) => {
      // Events, not `for await`: an iterator takes twice the memory of the socket, for each client that only waits.
      this.#conn.on('data', (bytes) => {
        this.#reading = this.#whilePaused(bytes, take);
      });
      this.#conn.on('end', () => resolve(this.#end()));
      this.#conn.on('close', () => resolve(this.#closed()));
    });
  }

  /** Keeps pieces of a frame; they leave together with the other answers to the same read. */
  add(...pieces: readonly Buffer[]): void {
    this.#outbox.add(pieces);
  }

  /**
   * Adds pieces of an answer too large to be kept whole, and waits for a slow client. When it resolves, only pieces of
   * less than 64 KiB are still here. Rejects when the client is gone.
   */
  async send(pieces: readonly Buffer[]): Promise<void> {
    this.#outbox.add(pieces);
    if (this.#outbox.full) await this.#outbox.flush();
  }

  /** Sends `lastFrame` and a FIN. */
  finish(lastFrame: Buffer, reason: string): void {
    if (!this.#running) return;
    this.#running = false;
    this.#ending = reason;
    this.#outbox.add([lastFrame]);
    this.#outbox.send();
    this.#conn.end();
  }

  /** Nothing more is read until these bytes are answered: who asks faster than we answer has to wait. */
  async #whilePaused(bytes: Buffer, take: TakeFrame): Promise<void> {
    this.#conn.pause();
    if (this.#running) await this.#read(bytes, take);
    this.#conn.resume();
  }

  /** A FIN is told even of a paused socket: what was asked before it is answered first. */
  async #end(): Promise<void> {
    await this.#reading;
    try {
      if (this.#running) this.#decoder.end();
    } catch (error) {
      this.#fail(error);
    }
  }

  #closed(): void {
    this.#running = false;
  }

  /** Takes the frames that these bytes complete. */
  async #read(bytes: Buffer, take: TakeFrame): Promise<void> {
    try {
      for (const frame of this.#decoder.decode(bytes)) {
        const answered = take(frame);
        if (answered) await answered; // most answers are ready, and to wait for those costs
        if (this.#outbox.full) await this.#outbox.flush();
        if (!this.#running || this.#conn.destroyed) break;
      }
      await this.#outbox.flush();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (error instanceof ProtocolError && ERRORS[error.code].fatal)
      this.finish(encodeError(0, error.code), error.code);
    this.#letGo(error as NodeJS.ErrnoException);
  }

  #letGo(error: NodeJS.ErrnoException): void {
    this.#running = false;
    this.#ending ||= error.code ?? String(error);
    this.#conn.destroySoon(); // when what was written is out
  }
}
