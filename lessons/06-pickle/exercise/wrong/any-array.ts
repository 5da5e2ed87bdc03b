/** Lesson 06, a wrong answer: every array is taken for a request. */

export type Request = readonly [command: string, argument: string | null];

export function parseRequest(text: string): Request {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new Error('expected [command, argument]');
  return value as unknown as Request;
}
