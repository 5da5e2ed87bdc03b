/** Colour beside a sign that says the same: for `+`, `-`, `✔` and `✘`, and for what may be overlooked. */

const CODES = { green: [32, 39], red: [31, 39], faint: [2, 22] } as const;

/** `text` as it is in a pipe, and where NO_COLOR asks for that. */
export function coloured(colour: keyof typeof CODES, text: string): string {
  if (!process.stdout.isTTY || process.env.NO_COLOR) return text;
  const [on, off] = CODES[colour];
  return `\x1b[${on}m${text}\x1b[${off}m`;
}
