/**
 * A connected socket as a sequence of frames: reading, answering in order, ending without losing the last word.
 *
 * Knows no commands: what a frame asks for is the business of whoever takes it (echo-server.ts).
 */

import type { Socket } from 'node:net';
import { FrameDecoder } from '../protocol/decoder.ts';
import { ERRORS, ProtocolError } from '../protocol/error.ts';
import type { Frame } from '../protocol/frame.ts';
import { encodeError } from '../protocol/message.ts';
import { Outbox } from './outbox.ts';

/** How long an ended connection may go on sending, and a running answer may take when the server stops. */
const LINGER_MS = 2_000;

/** Who answers what comes. */
export interface FrameTaker {
  /** Answers one frame; a promise where that takes time. */
  take(frame: Frame): Promise<void> | undefined;
  /** The client's FIN; all that came before it is answered. */
  ended(): void;
  /** The connection is gone. Why, in a word: `SAIR`, `FIN`, `timeout`, `ECONNRESET`. */
  closed(why: string): void;
}

export class FrameSocket {
  #running = true;
  /** Resolves when all that has been read is answered. */
  #reading: Promise<void> | undefined;
  #ending = '';
  readonly #conn: Socket;
  readonly #taker: FrameTaker;
  readonly #frameTimeoutMs: number;
  readonly #decoder = new FrameDecoder();
  readonly #outbox: Outbox;
  #frameClock: NodeJS.Timeout | undefined;
  #busy = false;
  #farewell: (() => void) | undefined;

  constructor(conn: Socket, taker: FrameTaker, frameTimeoutMs: number) {
    this.#conn = conn;
    this.#taker = taker;
    this.#frameTimeoutMs = frameTimeoutMs;
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
      const reading = this.#busy ? this.#readLater(bytes) : this.#read(bytes);
      if (this.#busy) this.#reading = reading; // else all is answered
    });
    this.#conn.on('end', () => void this.#end());
    this.#conn.on('error', (error) => this.#letGo(error));
    this.#conn.on('close', () => this.#closed());
  }

  /** Keeps pieces of a frame; they leave together with the other answers to the same read. */
  add(...pieces: readonly Buffer[]): void {
    this.#outbox.add(pieces);
  }

  /** The same for a frame that is made as it leaves. */
  addFrame(frame: Frame): void {
    this.#outbox.addFrame(frame);
  }

  /**
   * Adds pieces of an answer too large to be kept whole, and waits for a slow client. When it resolves, only pieces of
   * less than 16 KiB are still here. Rejects when the client is gone.
   */
  async send(pieces: readonly Buffer[]): Promise<void> {
    this.#outbox.add(pieces);
    if (this.#outbox.full) await this.#outbox.flush();
  }

  /** Half-closes after `lastFrame`. To close at once would send a RST if unread bytes waited, and lose that frame. */
  finish(lastFrame: Buffer, reason: string): void {
    if (!this.#running) return;
    this.#running = false;
    this.#ending = reason;
    this.#stopFrameClock();
    this.#outbox.add([lastFrame]);
    this.#outbox.send();
    this.#conn.end(() => this.#cutAfterLinger());
  }

  /** The same, but an answer that is running is finished first, or cut after LINGER_MS. */
  finishAfterAnswer(lastFrame: Buffer, reason: string): void {
    this.#farewell = () => this.finish(lastFrame, reason);
    if (!this.#busy) this.#farewell();
    this.#cutAfterLinger();
  }

  #cutAfterLinger(): void {
    const cut = setTimeout(() => this.#conn.destroy(), LINGER_MS);
    this.#conn.once('close', () => clearTimeout(cut));
  }

  /** Who asks faster than we answer has to wait: nothing more is read until these bytes are answered too. */
  async #readLater(bytes: Buffer): Promise<void> {
    this.#conn.pause();
    await this.#reading;
    await this.#read(bytes);
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
    this.#stopFrameClock();
    this.#taker.closed(this.#ending || 'closed');
  }

  /** Takes the frames that these bytes complete. */
  async #read(bytes: Buffer): Promise<void> {
    if (!this.#running) return;
    this.#busy = true;
    try {
      for (const frame of this.#decoder.decode(bytes)) {
        this.#stopFrameClock();
        const answered = this.#taker.take(frame);
        if (answered) await answered; // most answers are ready, and to wait for those costs
        if (this.#outbox.full && !this.#outbox.send()) await this.#outbox.taken();
        if (this.#farewell || !this.#running || this.#conn.destroyed) break;
      }
      if (!this.#outbox.send()) await this.#outbox.taken();
      if (this.#running && this.#decoder.partial) this.#startFrameClock();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#busy = false;
      this.#farewell?.();
    }
  }

  #fail(error: unknown): void {
    if (error instanceof ProtocolError && ERRORS[error.code].fatal)
      this.finish(encodeError(0, error.code), error.code);
    else this.#letGo(error as NodeJS.ErrnoException);
  }

  #letGo(error: NodeJS.ErrnoException): void {
    this.#running = false;
    this.#stopFrameClock();
    this.#ending ||= error.code ?? String(error);
    this.#conn.destroy();
  }

  /** Runs only while the server reads: a slow answer of ours is not the client's fault. */
  #startFrameClock(): void {
    const late = () => this.#fail(new ProtocolError('timeout'));
    this.#frameClock ??= setTimeout(late, this.#frameTimeoutMs);
  }

  #stopFrameClock(): void {
    clearTimeout(this.#frameClock);
    this.#frameClock = undefined;
  }
}
