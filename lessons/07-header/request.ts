/**
 * What a message says: a request is [command, argument] in JSON, its answer a JSON string or {"code","message"}.
 *
 * JSON.parse makes values, it never runs anything. What it makes may still be anything: the shape is checked.
 */

import type { Message } from './framing.ts';

const REQUEST = 1;
const REPLY = 2;
const ERROR = 3;

export type Request = readonly [command: string, argument: string | null];

export function encodeRequest(id: number, line: string): Message {
  const [command, ...words] = line.split(' ');
  return { type: REQUEST, id, payload: encode([command, words.length > 0 ? words.join(' ') : null]) };
}

/** Throws when the payload is not JSON, or not of the shape of a request. */
function parseRequest({ type, payload }: Message): Request {
  if (type !== REQUEST) throw new Error('expected a request');
  const value: unknown = JSON.parse(String(payload));
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}

/** What the server says to a message: still an echo. */
export function answer(message: Message): Message {
  const { id } = message;
  try {
    const [command, argument] = parseRequest(message);
    return { type: REPLY, id, payload: encode(argument === null ? command : `${command} ${argument}`) };
  } catch (error) {
    return { type: ERROR, id, payload: encode({ code: 'bad-request', message: (error as Error).message }) };
  }
}

function encode(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
