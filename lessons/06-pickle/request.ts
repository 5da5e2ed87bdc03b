/**
 * What a message says: a request is [command, argument] in JSON, its answer a JSON string or {"code","message"}.
 *
 * JSON.parse makes values, it never runs anything. What it makes may still be anything: the shape is checked.
 */

export type Request = readonly [command: string, argument: string | null];

export function encodeRequest(line: string): Buffer {
  const [command, ...words] = line.split(' ');
  return encode([command, words.length > 0 ? words.join(' ') : null]);
}

/** Throws when the message is not JSON, or not of the shape of a request. */
function parseRequest(message: Buffer): Request {
  const value: unknown = JSON.parse(String(message));
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}

/** What the server says to a message: still an echo. */
export function answer(message: Buffer): Buffer {
  try {
    const [command, argument] = parseRequest(message);
    return encode(argument === null ? command : `${command} ${argument}`);
  } catch (error) {
    return encode({ code: 'bad-request', message: (error as Error).message });
  }
}

function encode(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
