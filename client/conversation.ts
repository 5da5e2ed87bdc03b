/**
 * One connection, seen from the client: ask, wait for the answer, say goodbye.
 *
 * Survives any server. Whatever comes is read as it comes, each frame is given to the answer that waits for it, and
 * reading stops while a slow disk takes what was read.
 */

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { FrameDecoder } from '../protocol/decoder.ts';
import { ProtocolError } from '../protocol/error.ts';
import { type Frame, FrameType } from '../protocol/frame.ts';
import { encodePong, parseBye, parseError } from '../protocol/message.ts';
import type { Answer, Outcome } from './answers.ts';

/** Why a conversation ended before its time. */
export type Loss =
  | { readonly why: 'closed' | 'said-goodbye' | 'timeout' }
  | { readonly why: 'broken'; readonly code: string }
  | { readonly why: 'refused'; readonly code: string; readonly message: string }
  | { readonly why: 'not-ec1'; readonly detail: string };

export class ConnectionLost extends Error {
  readonly loss: Loss;

  constructor(loss: Loss) {
    super(loss.why);
    this.loss = loss;
  }
}

interface Owed {
  readonly id: number;
  readonly answer: Answer;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

export class Conversation {
  /** Resolves when the connection has ended, however it did. */
  readonly ended: Promise<void>;
  /** Bytes that have come in, of whatever kind. */
  bytesReceived = 0;
  readonly #socket: Socket;
  readonly #timeoutMs: number;
  readonly #notice: (frame: Frame) => void;
  readonly #decoder = new FrameDecoder();
  #lastId = 0;
  #owed: Owed | undefined;
  /** An answer that was given up on: the rest of its frames may still come. */
  #abandonedId: number | undefined;
  #goodbye: string | undefined;
  readonly #goodbyeHeard = new AbortController();
  readonly #gone = new AbortController();
  #loss: Loss | undefined;
  #silence: NodeJS.Timeout | undefined;
  /** Resolves when all that has come is taken. */
  #taking: Promise<void> = Promise.resolve();

  /** `notice` is told of frames that nobody waits for; `timeoutMs` may be Infinity. */
  constructor(socket: Socket, timeoutMs: number, notice: (frame: Frame) => void) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
    this.#notice = notice;
    this.ended = this.#listen();
  }

  /** The id for the next request: 1, 2, 3 … */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /**
   * Sends `frame` and resolves with what `answer` makes of the frames that carry `id`. Rejects with ConnectionLost, when
   * nothing unfinished is left of the answer.
   */
  async ask(id: number, frame: Buffer, answer: Answer): Promise<Outcome> {
    if (this.#loss) throw new ConnectionLost(this.#loss);
    try {
      return await new Promise<Outcome>((resolve, reject) => {
        this.#owed = { id, answer, resolve, reject };
        this.#socket.write(frame);
        this.#waitForBytes();
      });
    } finally {
      this.#owed = undefined;
      clearTimeout(this.#silence);
    }
  }

  /** True once anything has been asked. */
  get asked(): boolean {
    return this.#lastId > 0;
  }

  /** Why nothing more can come, once that is so. */
  get loss(): Loss | undefined {
    return this.#loss;
  }

  /** True once our direction has ended. */
  get halfClosed(): boolean {
    return this.#socket.writableEnded;
  }

  /** Ends our direction; the server may still speak. */
  halfClose(): void {
    this.#socket.end();
  }

  /** Half-closes and waits for the BYE, whose text it gives. Rejects with ConnectionLost when there is none. */
  async sayGoodbye(): Promise<string> {
    this.halfClose();
    this.#waitForBytes();
    if (this.#goodbye === undefined) await Promise.race([this.ended, aborted(this.#goodbyeHeard.signal)]);
    clearTimeout(this.#silence);
    if (this.#goodbye === undefined) throw new ConnectionLost(this.#loss ?? { why: 'closed' });
    return this.#goodbye;
  }

  /** Breaks off at once; what was being received is discarded. */
  leave(): void {
    this.#lose({ why: 'closed' });
  }

  /** Resolves when the connection is gone and all that came is taken. */
  #listen(): Promise<void> {
    const socket = this.#socket;
    socket.on('data', (bytes) => {
      socket.pause(); // nothing more is read until these bytes are taken: their memory is used again
      this.#next(() => this.#read(bytes));
    });
    socket.on('end', () => this.#next(() => this.#end()));
    socket.on('error', (error) => this.#next(() => this.#lose(lossFrom(error))));
    socket.resume();
    return new Promise((resolve) => {
      socket.once('close', () => {
        this.#gone.abort();
        this.#next(resolve);
      });
    });
  }

  /** Does `step` when what came before is taken. */
  #next(step: () => void | Promise<void>): void {
    this.#taking = this.#taking.then(step).catch((error: unknown) => this.#lose(lossFrom(error)));
  }

  async #read(bytes: Buffer): Promise<void> {
    this.bytesReceived += bytes.length;
    clearTimeout(this.#silence);
    for (const frame of this.#decoder.decode(bytes)) await this.#take(frame);
    if (this.#owed || this.#socket.writableEnded) this.#waitForBytes();
    this.#socket.resume();
  }

  #end(): void {
    this.#decoder.end();
    this.#lose({ why: this.#goodbye === undefined ? 'closed' : 'said-goodbye' });
  }

  async #take(frame: Frame): Promise<void> {
    const owed = this.#owed;
    if (frame.type === FrameType.BYE) this.#goodbye = parseBye(frame.payload);
    if (frame.type === FrameType.PING) await this.#pong(frame);
    else if (owed && frame.id === owed.id) await this.#answer(owed, frame);
    else if (frame.type === FrameType.BYE) this.#hearGoodbye(owed);
    else if (frame.type === FrameType.ERROR && frame.id === 0)
      throw new ConnectionLost({ why: 'refused', ...parseError(frame.payload) });
    else if (frame.id !== this.#abandonedId) this.#notice(frame);
  }

  #hearGoodbye(owed: Owed | undefined): void {
    if (owed) throw new ConnectionLost({ why: 'said-goodbye' });
    this.#goodbyeHeard.abort();
  }

  async #answer(owed: Owed, frame: Frame): Promise<void> {
    const outcome = await owed.answer.take(frame);
    if (!outcome) return;
    if (outcome.kind === 'unusable') this.#abandonedId = owed.id;
    this.#owed = undefined;
    owed.resolve(outcome);
  }

  async #pong({ id, payload }: Frame): Promise<void> {
    if (this.#socket.writable && !this.#socket.write(encodePong(id, payload)))
      await once(this.#socket, 'drain', { signal: this.#gone.signal });
  }

  /** Ends the conversation. The first loss is the one that is told. */
  #lose(loss: Loss): void {
    this.#loss ??= loss;
    clearTimeout(this.#silence);
    const lost = new ConnectionLost(this.#loss);
    const owed = this.#owed;
    void owed?.answer.abandon().finally(() => owed.reject(lost));
    this.#socket.destroy();
  }

  #waitForBytes(): void {
    clearTimeout(this.#silence);
    if (!Number.isFinite(this.#timeoutMs) || this.#loss) return;
    this.#silence = setTimeout(() => this.#lose({ why: 'timeout' }), this.#timeoutMs);
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function lossFrom(error: unknown): Loss {
  if (error instanceof ConnectionLost) return error.loss;
  if (error instanceof ProtocolError && error.code === 'truncated') return { why: 'closed' };
  if (error instanceof ProtocolError) return { why: 'not-ec1', detail: `${error.code}: ${error.detail}` };
  return { why: 'broken', code: (error as NodeJS.ErrnoException).code ?? String(error) };
}
