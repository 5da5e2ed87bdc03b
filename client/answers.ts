/**
 * What the client makes of the frames of one answer. Each kind of request has its own Answer, which takes frame
 * after frame and says when it is complete. A frame that does not belong makes the answer unusable, not the
 * connection.
 */

import { join } from 'node:path';
import { Download, type SavedFile, WrongContent } from '../files/save.ts';
import { ProtocolError } from '../protocol/error.ts';
import { type Frame, FrameType, typeText } from '../protocol/frame.ts';
import {
  type ErrorMessage,
  parseBye,
  parseEnd,
  parseError,
  parseFile,
  parseReply,
  type Reply,
} from '../protocol/message.ts';

export type Outcome =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'saved'; readonly file: SavedFile }
  | { readonly kind: 'pong'; readonly text: string; readonly milliseconds: number }
  | { readonly kind: 'goodbye'; readonly text: string }
  | { readonly kind: 'error'; readonly error: ErrorMessage }
  | { readonly kind: 'unusable'; readonly fault: Fault };

export type Fault =
  | { readonly what: 'unexpected-frame'; readonly detail: string }
  | { readonly what: 'wrong-name'; readonly name: string }
  | { readonly what: 'wrong-content'; readonly detail: string }
  | { readonly what: 'cannot-save'; readonly path: string; readonly code: string };

export interface Answer {
  /** The outcome, once `frame` completes it. */
  take(frame: Frame): Promise<Outcome | undefined>;
  /** The connection is gone; nothing unfinished stays behind. */
  abandon(): Promise<void>;
}

/** CONSULTA and HORA give a string, LISTAR a list; PING and SAIR have frames of their own. */
export function replyAnswer(isList: boolean): Answer {
  return simpleAnswer(FrameType.REPLY, (payload) => {
    const reply = parseReply(payload);
    if (Array.isArray(reply) !== isList)
      throw new ProtocolError('bad-answer', isList ? 'expected a list' : 'expected a string');
    return { kind: 'reply', reply };
  });
}

/** `now` is a clock in milliseconds; the round trip is measured from this call on. */
export function pongAnswer(sent: Buffer, now: () => number): Answer {
  const start = now();
  return simpleAnswer(FrameType.PONG, (payload) => {
    if (!payload.equals(sent)) throw new ProtocolError('bad-answer', 'the PONG holds other bytes');
    return { kind: 'pong', text: payload.toString(), milliseconds: now() - start };
  });
}

export function goodbyeAnswer(): Answer {
  return simpleAnswer(FrameType.BYE, (payload) => ({ kind: 'goodbye', text: parseBye(payload) }));
}

/** Saves under `folder` and `name`, whatever name the server says. `progress` is told bytes so far and in all. */
export function fileAnswer(
  folder: string,
  name: string,
  progress: (done: number, total: number) => void,
): Answer {
  return new FileAnswer(folder, name, progress);
}

class FileAnswer implements Answer {
  readonly #folder: string;
  readonly #name: string;
  readonly #progress: (done: number, total: number) => void;
  #download: Download | undefined;
  #announced = 0;

  constructor(folder: string, name: string, progress: (done: number, total: number) => void) {
    this.#folder = folder;
    this.#name = name;
    this.#progress = progress;
  }

  async take(frame: Frame): Promise<Outcome | undefined> {
    try {
      const outcome = await this.#step(frame);
      if (outcome) await this.abandon();
      return outcome;
    } catch (error) {
      await this.abandon();
      return { kind: 'unusable', fault: faultFrom(error, join(this.#folder, this.#name)) };
    }
  }

  async abandon(): Promise<void> {
    await this.#download?.discard();
  }

  async #step({ type, payload }: Frame): Promise<Outcome | undefined> {
    const download = this.#download;
    if (type === FrameType.ERROR) return { kind: 'error', error: parseError(payload) };
    if (type === FrameType.FILE && !download) return this.#begin(payload);
    if (type === FrameType.CHUNK && download && payload.length > 0) return this.#write(download, payload);
    if (type === FrameType.END && download) return this.#finish(download, payload);
    throw unexpectedFrame(type);
  }

  async #begin(payload: Buffer): Promise<Outcome | undefined> {
    const { name, size } = parseFile(payload);
    if (name !== this.#name) return { kind: 'unusable', fault: { what: 'wrong-name', name } };
    this.#announced = size;
    this.#download = await Download.begin(this.#folder, this.#name);
    return undefined;
  }

  async #write(download: Download, payload: Buffer): Promise<undefined> {
    if (download.size + payload.length > this.#announced)
      throw new WrongContent(`more than the ${this.#announced} bytes announced`);
    await download.write(payload);
    this.#progress(download.size, this.#announced);
  }

  async #finish(download: Download, payload: Buffer): Promise<Outcome> {
    const { size, sha256 } = parseEnd(payload);
    if (size !== this.#announced)
      throw new WrongContent(`${this.#announced} bytes announced, ${size} at the end`);
    return { kind: 'saved', file: await download.finish({ size, sha256 }) };
  }
}

function simpleAnswer(type: number, read: (payload: Buffer) => Outcome): Answer {
  return {
    async take(frame) {
      try {
        if (frame.type === FrameType.ERROR) return { kind: 'error', error: parseError(frame.payload) };
        if (frame.type !== type) throw unexpectedFrame(frame.type);
        return read(frame.payload);
      } catch (error) {
        return { kind: 'unusable', fault: faultFrom(error, '') };
      }
    },
    async abandon() {},
  };
}

function unexpectedFrame(type: number): ProtocolError {
  return new ProtocolError('bad-answer', `unexpected frame of type ${typeText(type)}`);
}

function faultFrom(error: unknown, path: string): Fault {
  if (error instanceof ProtocolError) return { what: 'unexpected-frame', detail: error.detail };
  if (error instanceof WrongContent) return { what: 'wrong-content', detail: error.message };
  return { what: 'cannot-save', path, code: (error as NodeJS.ErrnoException).code ?? String(error) };
}
