/** Lesson 06, a wrong answer: an empty argument is taken for none. */

export type Request = readonly [command: string, argument: string | null];

export function parseRequest(text: string): Request {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument || null];
}
