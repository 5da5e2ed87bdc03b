/** Lesson 06, a wrong answer: the text is run, as a pickle would be. */

export type Request = readonly [command: string, argument: string | null];

export function parseRequest(text: string): Request {
  // biome-ignore lint/security/noGlobalEval: this is the mistake
  const value: unknown = eval(text);
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}
