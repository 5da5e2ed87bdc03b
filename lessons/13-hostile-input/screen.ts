/**
 * What a terminal shows of a log that is written to it as it is: enough of a terminal to be deceived by three escape
 * sequences. A real one obeys hundreds.
 */

/** Cursor one line up, erase the line, go to its first column; or any other character. */
const TOKEN = /\x1b\[1A|\x1b\[2K|\x1b\[G|./gs;

/** The rows that somebody in front of the terminal sees. */
export function screenOf(log: readonly string[]): string[] {
  const rows: string[] = [];
  let row = 0;
  let column = 0;
  const type = (character: string) => {
    const line = (rows[row] ?? '').padEnd(column);
    rows[row] = line.slice(0, column) + character + line.slice(column + 1);
    column += 1;
  };
  const obey: Readonly<Record<string, () => void>> = {
    '\x1b[1A': () => {
      row = Math.max(0, row - 1);
    },
    '\x1b[2K': () => {
      rows[row] = '';
    },
    '\x1b[G': () => {
      column = 0;
    },
  };
  for (const line of log) {
    for (const [token] of line.matchAll(TOKEN)) (obey[token] ?? (() => type(token)))();
    row += 1;
    column = 0;
  }
  return rows;
}
