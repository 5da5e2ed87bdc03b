/** Lines broken at spaces, where `stream` is a terminal: a terminal itself would break words. */
export function fitted(text: string, { columns }: { readonly columns?: number }): string {
  if (columns === undefined) return text;
  return text
    .split('\n')
    .flatMap((line) => wordWrap(line, columns))
    .join('\n');
}

/** Words of `text` in lines of at most `columns`, or of one word that is longer. What fits stays as it is. */
export function wordWrap(text: string, columns: number): string[] {
  if (text.length <= columns) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
