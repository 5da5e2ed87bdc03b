/** Lesson 06, a wrong answer: nothing is checked; the types say that all is well. */

export type Request = readonly [command: string, argument: string | null];

export function parseRequest(text: string): Request {
  return JSON.parse(text) as Request;
}
