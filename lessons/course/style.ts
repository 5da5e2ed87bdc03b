/** How words are set off at a terminal: bold, never by colour. Plain text in a pipe. */

const CODES = { bold: [1, 22], code: [1, 22], faint: [2, 22] } as const;

export function styled(style: keyof typeof CODES, text: string): string {
  if (!process.stdout.isTTY || process.env.NO_COLOR !== undefined) return text;
  const [on, off] = CODES[style];
  return `\x1b[${on}m${text}\x1b[${off}m`;
}
