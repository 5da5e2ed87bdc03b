/**
 * PROTOCOL.md as data: the tables and the worked examples that the tests hold against the code.
 *
 * Strict on purpose: a block or a row that it does not understand throws, so that no example is left out in silence.
 */

import { readFileSync } from 'node:fs';

export const PROTOCOL_MD = readFileSync(new URL('../../PROTOCOL.md', import.meta.url), 'utf8');

/** A frame of Appendix A: what its caption says, and the bytes of its dump. */
export interface FrameExample {
  readonly caption: string;
  /** The section in which it stands: `A.1`. */
  readonly section: string;
  readonly typeName: string;
  readonly id: number;
  readonly payload: Buffer;
  readonly bytes: Buffer;
}

/** A stream of Appendix A that a receiver refuses with `code` once it has `after` bytes, and not before. */
export interface BrokenExample {
  readonly caption: string;
  readonly code: string;
  readonly after: number;
  readonly bytes: Buffer;
}

/** The numbers of all headings: `3`, `3.1`, `A`, `A.1`. */
export const sectionNumbers = [...PROTOCOL_MD.matchAll(/^##+ (?:Appendix )?([A-Z\d.]+)/gm)].map((match) =>
  group(match, 1),
);

/** The text below the heading with that number, down to the next heading, whatever its level. */
export function sectionText(number: string): string {
  const sections = PROTOCOL_MD.split(/^(?=##+ )/m);
  const found = sections.filter((text) => /^##+ (?:Appendix )?([A-Z\d.]+)/.exec(text)?.[1] === number);
  if (found.length !== 1) throw new Error(`PROTOCOL.md has ${found.length} sections ${number}`);
  return found[0] ?? '';
}

/** The rows of the table whose head has exactly these columns; backticks around a whole cell are taken off. */
export function tableRows<Column extends string>(
  number: string,
  columns: readonly Column[],
): Readonly<Record<Column, string>>[] {
  const rows = sectionText(number)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.slice(1, -1).split('|').map(plainCell));
  const [head, , ...body] = rows;
  if (head?.join() !== columns.join()) throw new Error(`§${number} has no table of ${columns.join()}`);
  if (body.some((cells) => cells.length !== columns.length)) throw new Error(`§${number}: a row is uneven`);
  return body.map(
    (cells) =>
      Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) as Record<
        Column,
        string
      >,
  );
}

function plainCell(cell: string): string {
  return cell.trim().replace(/^`([^`]*)`$/, '$1');
}

const blocks = sectionNumbers
  .filter((number) => number.startsWith('A.'))
  .flatMap((section) =>
    [...sectionText(section).matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map((match) =>
      readBlock(section, match),
    ),
  );

export const frameExamples: readonly FrameExample[] = blocks.filter((block) => 'typeName' in block);
export const brokenExamples: readonly BrokenExample[] = blocks.filter((block) => 'code' in block);

function readBlock(section: string, block: RegExpExecArray): FrameExample | BrokenExample {
  const [caption = '', ...rows] = group(block, 2).trimEnd().split('\n');
  const bytes = readDump(rows);
  const frame = /^([A-Z]+), id (\d+), (empty|text .+|bytes [\da-f ]+)$/.exec(caption);
  if (frame)
    return {
      caption,
      section,
      typeName: group(frame, 1),
      id: Number(group(frame, 2)),
      payload: readPayload(group(frame, 3)),
      bytes,
    };
  const broken = /^([a-z-]+), after (\d+) bytes?$/.exec(caption);
  if (broken) return { caption, code: group(broken, 1), after: Number(group(broken, 2)), bytes };
  throw new Error(`§${section}: what is "${caption}"?`);
}

function readPayload(words: string): Buffer {
  const [kind, ...rest] = words.split(' ');
  if (kind === 'empty') return Buffer.alloc(0);
  return kind === 'text' ? Buffer.from(rest.join(' ')) : hex(rest.join(' '));
}

/** Reads the bytes and writes them again: offsets, gaps and the ASCII column must come out as they stand there. */
function readDump(rows: readonly string[]): Buffer {
  const bytes = hex(rows.map((row) => row.slice(10, 57)).join(' '));
  if (dump(bytes) !== rows.join('\n')) throw new Error(`not a dump:\n${rows.join('\n')}\n${dump(bytes)}`);
  return bytes;
}

function dump(bytes: Buffer): string {
  const offsets = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, row) => row * 16);
  return offsets
    .map((offset) => {
      const row = bytes.subarray(offset, offset + 16);
      const digits = (row.toString('hex').match(/../g) ?? []).join(' ').padEnd(47);
      return `${offset.toString(16).padStart(8, '0')}: ${digits}    ${ascii(row)}`.trimEnd();
    })
    .join('\n');
}

function ascii(row: Buffer): string {
  return row.toString('latin1').replace(/[^ -~]/g, '.');
}

/** Bytes from hex digits; white space between them is free: `hex('45 43 01')`. */
export function hex(digits: string): Buffer {
  const packed = digits.replace(/\s/g, '');
  if (!/^([\da-f]{2})*$/.test(packed)) throw new Error(`not hex: ${digits}`);
  return Buffer.from(packed, 'hex');
}

function group(match: RegExpMatchArray, index: number): string {
  const text = match[index];
  if (text === undefined) throw new Error(`no group ${index} in ${match[0]}`);
  return text;
}
