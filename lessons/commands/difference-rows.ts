/**
 * Expected above actual, with a caret under the first byte that differs:
 *
 *     expected   68 69 0a     hi\n
 *     received   68 69 0d     hi\r
 *                      ^^       ^
 */

import { printable } from '../../terminal/escape.ts';
import { type Difference, KEPT_BYTES, NOTHING } from '../course/difference.ts';
import { visible } from '../course/show.ts';
import { foldPlain } from './fold.ts';
import type { ReportWords } from './report-words.ts';

const INDENT = '    ';
/** Rows as wide as the narrowest screens: what matters is around the caret. */
const BYTES_PER_ROW = 8;
/** With fewer columns there is no room for the text beside the hex. */
const TEXT_BESIDE_COLUMNS = 60;

type Bytes = Extract<Difference, { kind: 'bytes' }>;

export function differenceRows(difference: Difference, words: ReportWords, width: number): string[] {
  const label = Math.max(words.expected.length, words.got.length) + 2;
  const where = difference.path === '' ? [] : [`${INDENT}${words.at(printable(difference.path, 60))}`, ''];
  if (difference.kind === 'value') return [...where, ...valueRows(difference, words, label, width)];
  const text = difference.text ? [...valueRows(difference.text, words, label, width), ''] : [];
  return [
    ...where,
    ...text,
    ...byteRows(difference, words, label, width),
    '',
    ...byteSentence(difference, words, width),
  ];
}

function valueRows(
  { expected, got }: { expected: string; got: string },
  words: ReportWords,
  label: number,
  width: number,
): string[] {
  const shown = (value: string) => (value === NOTHING ? words.nothing : printable(value));
  return [
    ...foldPlain(INDENT + words.expected.padEnd(label), shown(expected), width),
    ...foldPlain(INDENT + words.got.padEnd(label), shown(got), width),
  ];
}

function byteRows(difference: Bytes, words: ReportWords, label: number, width: number): string[] {
  const expected = rowOf(difference.expected.hex, difference.at);
  const got = rowOf(difference.got.hex, difference.at);
  const margin = INDENT + ' '.repeat(label);
  const hexRows = [
    INDENT + words.expected.padEnd(label) + hexCells(expected),
    INDENT + words.got.padEnd(label) + hexCells(got),
    `${margin + ' '.repeat(3 * expected.caret)}^^`,
  ];
  const textRows = [
    textCells(expected),
    textCells(got),
    `${' '.repeat(textCells({ ...got, bytes: got.bytes.slice(0, got.caret) }).length)}^`,
  ];
  if (width < TEXT_BESIDE_COLUMNS) return [...hexRows, ...textRows.map((row) => margin + row)];
  const textColumn = Math.max(...hexRows.map((row) => row.length)) + 4;
  return hexRows.map((row, index) => (row.padEnd(textColumn) + textRows[index]).trimEnd());
}

interface Row {
  readonly bytes: readonly string[];
  /** Which of them differs; it may be missing. */
  readonly caret: number;
}

/** Of the bytes that were kept, the row with the one that differs. */
function rowOf(hex: string, at: number): Row {
  const kept = hex === '' ? [] : hex.split(' ');
  const first = Math.max(0, at - KEPT_BYTES);
  const start = at < BYTES_PER_ROW ? 0 : at - BYTES_PER_ROW / 2;
  return { bytes: kept.slice(start - first, start - first + BYTES_PER_ROW), caret: at - start };
}

function hexCells({ bytes }: Row): string {
  return bytes.join(' ');
}

/** What is not ASCII is a dot, as in any hex dump. */
function textCells({ bytes }: Row): string {
  return bytes.map((byte) => asText(Number.parseInt(byte, 16))).join('');
}

function asText(byte: number): string {
  return byte < 0x80 ? visible(String.fromCharCode(byte)) : '·';
}

function byteSentence(difference: Bytes, words: ReportWords, width: number): string[] {
  const expected = byteAt(difference.expected, difference.at);
  const got = byteAt(difference.got, difference.at);
  return foldPlain(INDENT, words.firstByte(difference.at, expected, got), width);
}

/** Two hex digits; undefined at the end of the bytes. */
function byteAt({ hex }: Bytes['expected'], at: number): string | undefined {
  return hex === '' ? undefined : hex.split(' ')[Math.min(at, KEPT_BYTES)];
}
