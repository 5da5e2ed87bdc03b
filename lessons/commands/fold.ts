/** Lines cut to a width, letter for letter: for bytes and text of a student's, in which two spaces are two spaces. */

/** `text` behind `mark`, its further lines under its first; cut at a space where there is one. */
export function foldPlain(mark: string, text: string, width: number): string[] {
  const room = Math.max(8, width - mark.length);
  const lines = fold(text, room);
  return lines.map((line, row) => `${row === 0 ? mark : ' '.repeat(mark.length)}${line}`.trimEnd());
}

function fold(text: string, room: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room);
    const end = space > room / 2 ? space : room;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^ /, '');
  }
  return [...lines, rest];
}
