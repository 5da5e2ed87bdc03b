/**
 * The part of Markdown that a lesson is written in: headings, paragraphs, lists, quotes and fenced code, with **bold**
 * and `code` inside a line. Read into blocks, and laid out for a terminal.
 */

import { styled } from './style.ts';

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph' | 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly info: string; readonly lines: readonly string[] };

/** Lines that belong together become one block; a quote's paragraphs are a block each. */
export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    const block = takeBlock(lines);
    if (block) blocks.push(block);
  }
  return blocks;
}

/** Takes the lines of the first block off the front; undefined for a line that separates blocks. */
function takeBlock(lines: string[]): Block | undefined {
  const first = lines.shift() ?? '';
  const fence = /^```(\w*)$/.exec(first);
  if (fence) return { kind: 'code', info: fence[1] ?? '', lines: takeCode(lines) };
  const heading = /^(#+) (.*)$/.exec(first);
  if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  if (/^>\s*$|^\s*$/.test(first)) return undefined;
  if (first.startsWith('>'))
    return { kind: 'quote', text: [first, ...takeWhile(lines, /^> ?\S/)].map(unquoted).join(' ') };
  if (first.startsWith('- '))
    return { kind: 'list', items: items([first, ...takeWhile(lines, /^(- | {2}\S)/)]) };
  return { kind: 'paragraph', text: [first, ...takeWhile(lines, /^[^\s#>`-]|^`[^`]|^-\S/)].join(' ') };
}

function takeWhile(lines: string[], belongs: RegExp): string[] {
  const end = lines.findIndex((line) => !belongs.test(line));
  return lines.splice(0, end === -1 ? lines.length : end);
}

function takeCode(lines: string[]): string[] {
  const end = lines.indexOf('```');
  const code = lines.splice(0, end === -1 ? lines.length : end);
  lines.shift();
  return code;
}

function unquoted(line: string): string {
  return line.replace(/^> ?/, '');
}

/** A line that begins with two spaces goes on with the item before it. */
function items(lines: readonly string[]): string[] {
  return lines
    .join('\n')
    .replaceAll('\n  ', ' ')
    .split('\n')
    .map((line) => line.slice(2));
}

/** Blocks as lines of at most `width` columns, an empty line between two. */
export function layOut(blocks: readonly Block[], width: number): string[] {
  return blocks.flatMap((block, index) => [...(index > 0 ? [''] : []), ...layOutBlock(block, width)]);
}

function layOutBlock(block: Block, width: number): string[] {
  switch (block.kind) {
    case 'heading':
      return wrap(block.text, width).map((line) => styled('bold', line));
    case 'paragraph':
    case 'quote':
      return wrap(block.text, width).map(inline);
    case 'list':
      return block.items.flatMap((item) => hanging('  · ', item, width)).map(inline);
    case 'code':
      return block.lines.map((line) => `    ${line}`.trimEnd());
  }
}

/** The text behind `mark`, its further lines under its first. */
export function hanging(mark: string, text: string, width: number): string[] {
  return wrap(text, width - mark.length).map(
    (line, row) => (row === 0 ? mark : ' '.repeat(mark.length)) + line,
  );
}

/** Breaks at spaces, but not inside `code`; counts what will be seen, without the asterisks and backticks. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of boldWordByWord(text).match(/(`[^`]*`|[^\s`])+/g) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && seenLength(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** So that bold text can be broken too. */
function boldWordByWord(text: string): string {
  return text.replaceAll(/\*\*(.+?)\*\*/g, (_, bold: string) => bold.replaceAll(/\S+/g, '**$&**'));
}

function seenLength(text: string): number {
  return text.replaceAll(/\*\*|`/g, '').length;
}

/** `**bold**` and `` `code` `` of a line, as they are set off at the terminal. */
export function inline(line: string): string {
  return line
    .replaceAll(/\*\*(.+?)\*\*/g, (_, text: string) => styled('bold', text))
    .replaceAll(/`([^`]+)`/g, (_, text: string) => styled('code', text));
}
