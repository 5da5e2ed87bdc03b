/** Lesson 06, a wrong answer: JSON is read with split and slice. */

export type Request = readonly [command: string, argument: string | null];

export function parseRequest(text: string): Request {
  const [command = '', argument = ''] = text.slice(1, -1).split(',');
  return [command.slice(1, -1), argument === 'null' ? null : argument.slice(1, -1)];
}
