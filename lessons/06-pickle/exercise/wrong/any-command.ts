/** Lesson 06, a wrong answer: the command is not looked at. */

export type Request = readonly [command: string, argument: string | null];

export function parseRequest(text: string): Request {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as [string, unknown];
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}
