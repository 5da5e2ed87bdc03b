/** Lines broken at spaces, where `stream` is a terminal: a terminal itself would break words. */
export function fitted(text: string, { columns }: { readonly columns?: number }): string {
  if (columns === undefined) return text;
  return text
    .split('\n')
    .flatMap((line) => wordWrap(line, columns))
    .join('\n');
}

/** Words of `text` in lines of at most `columns`, or of one word that is longer. Spaces at its beginning stay. */
export function wordWrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  const [first = '', ...words] = text.split(' ');
  let line = first;
  for (const word of words) {
    const longer = `${line} ${word}`;
    if (line.trim() !== '' && longer.length > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
