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

/** Who answers what comes. */
export interface FrameTaker {
  /** Answers one frame; a promise where that takes time. */
  take(frame: Frame): Promise<void> | undefined;
  /** The client's FIN; all that came before it is answered. */
  ended(): void;
  /** The connection is gone. Why, in a word: `SAIR`, `FIN`, `ECONNRESET`. */
  closed(why: string): void;
}

export class FrameSocket {
  #running = true;
  /** The last read, until its frames are answered. */
  #reading: Promise<void> | undefined;
  #ending = '';
  readonly #conn: Socket;
  readonly #taker: FrameTaker;
  readonly #decoder = new FrameDecoder();
  readonly #outbox: Outbox;

  constructor(conn: Socket, taker: FrameTaker) {
    this.#conn = conn;
    this.#taker = taker;
    this.#outbox = new Outbox(conn);
  }

  /** False once the last frame is on its way; what still comes is read and thrown away. */
  get running(): boolean {
    return this.#running;
  }

  /**
   * Gives every frame to the taker, one after the other, and tells it the end. A stream that breaks the rules is ended
   * with an ERROR, one that is cut is let go.
   */
  start(): void {
    // Events, not `for await`: an iterator takes twice the memory of the socket, for each client that only waits.
    this.#conn.on('data', (bytes) => {
      this.#reading = this.#whilePaused(bytes);
    });
    this.#conn.on('end', () => void this.#end());
    this.#conn.on('error', (error) => this.#letGo(error));
    this.#conn.on('close', () => this.#closed());
  }

  /** Keeps pieces of a frame; they leave together with the other answers to the same read. */
  add(...pieces: readonly Buffer[]): void {
    this.#outbox.add(pieces);
  }

  /**
   * Adds pieces of an answer too large to be kept whole, and waits for a slow client. When it resolves, only pieces of
   * less than 16 KiB are still here. Rejects when the client is gone.
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
  async #whilePaused(bytes: Buffer): Promise<void> {
    this.#conn.pause();
    if (this.#running) await this.#read(bytes);
    this.#conn.resume();
  }

  /** A FIN is told even of a paused socket: what was asked before it is answered first. */
  async #end(): Promise<void> {
    await this.#reading;
    if (!this.#running) return;
    try {
      this.#decoder.end();
      this.#taker.ended();
    } catch (error) {
      this.#fail(error);
    }
  }

  #closed(): void {
    this.#running = false;
    this.#taker.closed(this.#ending || 'closed');
  }

  /** Takes the frames that these bytes complete. */
  async #read(bytes: Buffer): Promise<void> {
    try {
      for (const frame of this.#decoder.decode(bytes)) {
        const answered = this.#taker.take(frame);
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
