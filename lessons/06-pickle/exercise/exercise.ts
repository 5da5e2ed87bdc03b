/** Lesson 06: your look at a request. Save it, then type: npx tsx lessons check 06 */

export type Request = readonly [command: string, argument: string | null];

/** The request that a text is. Throws an Error when it is none: the text may come from anybody. */
export function parseRequest(text: string): Request {
  // TODO: make a value of the text without running it. Look at its shape before you believe that it is a request.
  return [text, null];
}
