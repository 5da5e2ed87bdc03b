/**
 * What the payloads mean (PROTOCOL.md §4): each message as a value, encoded into a whole frame and parsed from a
 * payload, side by side. Payloads are JSON in UTF-8, except those of CHUNK, PING and PONG, which are any bytes.
 *
 * Parsing never runs anything and never trusts a shape. A request that is not as it should be throws ProtocolError
 * `bad-request`; a server's payload that is not, `bad-answer`.
 */

import { Buffer, isUtf8 } from 'node:buffer';
import { ERRORS, type ErrorCode, ProtocolError } from './error.ts';
import { encodeFrame, FrameType } from './frame.ts';

/** `["ARQUIVO","file1.txt"]`, `["HORA",null]`. */
export interface Request {
  readonly command: string;
  readonly argument: string | null;
}

export function encodeRequest(id: number, { command, argument }: Request): Buffer {
  return encodeJson(FrameType.REQUEST, id, [command, argument]);
}

export function parseRequest(payload: Buffer): Request {
  const value = parseJson(payload, 'bad-request');
  if (!Array.isArray(value) || value.length !== 2)
    throw new ProtocolError('bad-request', 'expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new ProtocolError('bad-request', 'the command is not a string');
  if (typeof argument !== 'string' && argument !== null)
    throw new ProtocolError('bad-request', 'the argument is neither a string nor null');
  return { command, argument };
}

/** A string, or the list of names that LISTAR asks for. */
export type Reply = string | readonly string[];

export function encodeReply(id: number, reply: Reply): Buffer {
  return encodeJson(FrameType.REPLY, id, reply);
}

export function parseReply(payload: Buffer): Reply {
  const value = parseJson(payload, 'bad-answer');
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((name): name is string => typeof name === 'string')) return value;
  throw new ProtocolError('bad-answer', 'a REPLY is a string or a list of strings');
}

/** A code from a peer may be one that this version does not know. */
export interface ErrorMessage {
  readonly code: string;
  readonly message: string;
}

export function encodeError(id: number, code: ErrorCode): Buffer {
  return encodeJson(FrameType.ERROR, id, { code, message: ERRORS[code].message });
}

export function parseError(payload: Buffer): ErrorMessage {
  const { code, message } = parseObject(payload);
  if (typeof code === 'string' && typeof message === 'string') return { code, message };
  throw new ProtocolError('bad-answer', 'an ERROR holds a code and a message');
}

/** The head of a file; `size` in bytes. Chunks follow until END. */
export interface FileMessage {
  readonly name: string;
  readonly size: number;
}

export function encodeFile(id: number, { name, size }: FileMessage): Buffer {
  return encodeJson(FrameType.FILE, id, { name, size });
}

export function parseFile(payload: Buffer): FileMessage {
  const { name, size } = parseObject(payload);
  if (typeof name === 'string' && isSize(size)) return { name, size };
  throw new ProtocolError('bad-answer', 'a FILE holds a name and a size');
}

/** The tail of a file: bytes sent, and their SHA-256 as 64 lower-case hex digits. */
export interface EndMessage {
  readonly size: number;
  readonly sha256: string;
}

export function encodeEnd(id: number, { size, sha256 }: EndMessage): Buffer {
  return encodeJson(FrameType.END, id, { size, sha256 });
}

export function parseEnd(payload: Buffer): EndMessage {
  const { size, sha256 } = parseObject(payload);
  if (isSize(size) && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)) return { size, sha256 };
  throw new ProtocolError('bad-answer', 'an END holds a size and a SHA-256');
}

export function encodePing(id: number, payload: Buffer): Buffer {
  return encodeFrame({ type: FrameType.PING, id, payload });
}

/** The answer to a PING: the same id, the same bytes. */
export function encodePong(id: number, payload: Buffer): Buffer {
  return encodeFrame({ type: FrameType.PONG, id, payload });
}

export function encodeBye(id: number): Buffer {
  return encodeJson(FrameType.BYE, id, 'Adeus!');
}

export function parseBye(payload: Buffer): string {
  const value = parseJson(payload, 'bad-answer');
  if (typeof value === 'string') return value;
  throw new ProtocolError('bad-answer', 'a BYE is a string');
}

function encodeJson(type: number, id: number, value: unknown): Buffer {
  return encodeFrame({ type, id, payload: Buffer.from(JSON.stringify(value)) });
}

/** JSON in UTF-8 without a byte order mark (JSON.parse refuses it) and without lone surrogates. */
function parseJson(payload: Buffer, code: ErrorCode): unknown {
  const text = payload.toString();
  // What is not UTF-8 becomes U+FFFD, which may also have been sent: only then it is worth another look.
  if (text.includes('\ufffd') && !isUtf8(payload)) throw new ProtocolError(code, 'not UTF-8');
  try {
    return text.includes('\\u') ? JSON.parse(text, refuseLoneSurrogates) : JSON.parse(text);
  } catch (error) {
    throw new ProtocolError(code, `not JSON: ${(error as Error).message}`);
  }
}

/** UTF-8 cannot carry a lone surrogate, but the six characters `\ud800` inside a JSON string can. */
function refuseLoneSurrogates(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
    throw new SyntaxError('lone surrogate');
  return value;
}

function parseObject(payload: Buffer): Record<string, unknown> {
  const value = parseJson(payload, 'bad-answer');
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new ProtocolError('bad-answer', 'expected a JSON object');
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
