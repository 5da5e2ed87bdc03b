/** A dump as hexy writes it, the address, the bytes, their characters, with each byte painted as it is told. */

import { hexy } from 'hexy';
import { ADDRESS_COLUMNS, GAP_COLUMNS, HEX_COLUMNS } from '../layout.ts';
import { type Line, type Segment, type Style, segment } from './lines.ts';

/** What one byte looks like, and what stands in the cell before and behind it. */
export interface Paint {
  readonly style: Style;
  readonly reverse: boolean;
  readonly underline: boolean;
  readonly before: string;
  readonly after: string;
}
export type Painter = (position: number) => Paint;

/** `count` rows of hexy's dump from row `top` on, painted. */
export function dump(bytes: Buffer, perRow: 16 | 8 | 4, top: number, count: number, paint: Painter): Line[] {
  const offset = top * perRow;
  const length = Math.min(count * perRow, bytes.length - offset);
  if (length <= 0) return [];
  const text = hexy(bytes, { width: perRow, bytesPerGroup: 1, offset, length });
  return text
    .replaceAll('\x7f', '.') // DEL is the one control character that hexy lets through
    .trimEnd()
    .split('\n')
    .map((row, index) => paintRow(row, offset + index * perRow, perRow, bytes.length, paint));
}

function paintRow(row: string, first: number, perRow: number, end: number, paint: Painter): Line {
  const count = Math.min(perRow, end - first);
  const paints = Array.from({ length: count }, (_, index) => paint(first + index));
  const characters = row.slice(ADDRESS_COLUMNS + HEX_COLUMNS * perRow - 1 + GAP_COLUMNS).padEnd(count);
  const hex = paints.flatMap((look, index) => hexCell(row, index, look, paints[index + 1]));
  const missing = ' '.repeat(HEX_COLUMNS * (perRow - count) + GAP_COLUMNS - 1);
  return [
    segment(row.slice(0, ADDRESS_COLUMNS - 1), 'dim'),
    segment(paints[0]?.before ?? ' ', 'strong'),
    ...hex,
    segment(missing),
    ...paints.map((look, index) => painted(characters[index] ?? ' ', look)),
  ];
}

/** Two digits and the cell behind them, which may be a bracket of this byte or of the next, or a read's end. */
function hexCell(row: string, index: number, look: Paint, next: Paint | undefined): Segment[] {
  const start = ADDRESS_COLUMNS + HEX_COLUMNS * index;
  const between = look.after !== ' ' ? look.after : (next?.before ?? ' ');
  return [painted(row.slice(start, start + 2), look), segment(between, 'strong')];
}

function painted(text: string, { style, reverse, underline }: Paint): Segment {
  return { text, style, reverse, underline };
}
