/** Lesson 06, a wrong answer: what has a length of 2 is taken for an array. */

export type Request = readonly [command: string, argument: string | null];

export function parseRequest(text: string): Request {
  const value = JSON.parse(text) as unknown[];
  if (value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = [value[0], value[1]];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}
