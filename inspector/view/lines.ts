/** Lines of styled text, cell by cell. A style says what something is; theme.ts says how that looks. */

import { printable } from '../../terminal/escape.ts';
import { wordWrap } from '../../terminal/word-wrap.ts';
import type { FieldKind } from '../dissect/dissection.ts';

export type Style =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'border'
  | 'focus'
  | 'client'
  | 'server'
  | 'held'
  | 'fault'
  | 'changed'
  | 'found'
  | 'key'
  | FieldKind;

export interface Segment {
  readonly text: string;
  readonly style: Style;
  /** Of the row under the cursor: all of it looks the same. */
  readonly selected?: boolean;
  /** Foreground and background change places. */
  readonly reverse?: boolean;
  readonly underline?: boolean;
}

export type Line = readonly Segment[];

export function segment(text: string, style: Style = 'plain'): Segment {
  return { text, style };
}

export function width(line: Line): number {
  return line.reduce((cells, { text }) => cells + text.length, 0);
}

/** Exactly `cells` wide: cut with `…`, or filled with spaces. */
export function fit(line: Line, cells: number): Line {
  const missing = cells - width(line);
  if (missing >= 0) return missing === 0 ? line : [...line, segment(' '.repeat(missing))];
  return cells <= 0 ? [] : [...take(line, cells - 1), segment('…', 'dim')];
}

/** The first `cells` cells. */
export function take(line: Line, cells: number): Line {
  const taken: Segment[] = [];
  let room = cells;
  for (const part of line) {
    if (room <= 0) break;
    taken.push(part.text.length <= room ? part : { ...part, text: part.text.slice(0, room) });
    room -= part.text.length;
  }
  return taken;
}

export function selected(line: Line): Line {
  return line.map((part) => ({ ...part, selected: true }));
}

/** Words of `text` in lines of at most `cells`; at most `most` lines, the last one to be cut. */
export function wrap(text: string, cells: number, most: number): string[] {
  const lines = wordWrap(text, cells);
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')];
}

/**
 * Text that is safe to print and whose every character takes one cell on any terminal: wide characters and combining
 * marks, about whose width terminals disagree, are written as escapes, as is what printable() would not let through.
 */
export function oneCellEach(text: string): string {
  const escaped = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
  return printable(text.replace(WIDE_OR_COMBINING, escaped));
}

const WIDE_OR_COMBINING =
  /\p{M}|\p{Cn}|[\u{1100}-\u{11ff}\u{231a}\u{231b}\u{2329}\u{232a}\u{23e9}-\u{23ff}\u{25fd}\u{25fe}\u{2600}-\u{27bf}\u{2b00}-\u{2bff}\u{2e80}-\u{a4cf}\u{a960}-\u{a97f}\u{ac00}-\u{d7ff}\u{f900}-\u{faff}\u{fe10}-\u{fe6f}\u{ff00}-\u{ffef}\u{10000}-\u{10ffff}]/gu;
