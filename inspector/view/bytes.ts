/**
 * The bytes of the selected frame, as hexy dumps them: the address, the bytes, their characters. Laid over it: each
 * field's colour, the selected field between brackets, a bar where a read ended, and the byte under the cursor.
 */

import { hexy } from 'hexy';
import type { Field } from '../dissect/dissection.ts';
import {
  ADDRESS_COLUMNS,
  bytesIn,
  dumpTop,
  GAP_COLUMNS,
  HEX_COLUMNS,
  halfOf,
  type PaneArea,
} from '../layout.ts';
import { type FrameRow, frameBytes, type Intervention, isChanged } from '../rows.ts';
import { type State, selectedField, selectedFrame } from '../state.ts';
import { fit, type Line, type Segment, type Style, segment } from './lines.ts';
import { words } from './words.ts';

export function bytesPane(state: State, area: PaneArea): Line[] {
  const frame = selectedFrame(state);
  if (!frame) return [[segment(` ${words(state.language).noFrame}`, 'dim')]];
  if (frame.intervention && isChanged(frame)) return bothVersions(state, frame, frame.intervention, area);
  const perRow = bytesIn(area.width, 1);
  const bytes = frameBytes(frame);
  const rows = Math.max(1, Math.ceil(bytes.length / perRow));
  const top = dumpTop(state, area.height, perRow);
  const paint = painter(state, frame);
  return dump(bytes, perRow, top, Math.min(area.height, rows - top), paint).map((line) =>
    fit([segment(' '), ...line], area.width),
  );
}

/** What one byte looks like, and what stands in the cell before and behind it. */
interface Paint {
  readonly style: Style;
  readonly reverse: boolean;
  readonly underline: boolean;
  readonly before: string;
  readonly after: string;
}
type Painter = (position: number) => Paint;

function painter(state: State, frame: FrameRow): Painter {
  const { fields } = state.store.dissection(frame);
  const selected = selectedField(state);
  const readEnds = endsOfReads(frame);
  return (position) => {
    const lit = selected !== undefined && selected.start <= position && position < selected.end;
    const isFirst = lit && position === selected.start;
    const isLast = lit && position === selected.end - 1;
    return {
      style: kindAt(fields, position),
      reverse: position === state.byte && state.pane === 'bytes',
      underline: lit,
      before: isFirst ? '[' : ' ',
      after: readEnds.has(position) ? '│' : isLast ? ']' : ' ',
    };
  };
}

function kindAt(fields: readonly Field[], position: number): Style {
  const field = fields.find(({ start, end }) => start <= position && position < end);
  if (!field) return 'plain';
  if (field.fault && !field.children) return 'fault';
  return field.children && field.children.length > 0 ? kindAt(field.children, position) : field.kind;
}

/** Positions of the last byte of each read that ended inside the frame. */
function endsOfReads(frame: FrameRow): Set<number> {
  const ends = new Set<number>();
  let position = 0;
  for (const part of frame.parts.slice(0, -1)) {
    position += part.bytes.length;
    ends.add(position - 1);
  }
  return ends;
}

/** `count` rows of hexy's dump from row `top` on, painted. */
function dump(bytes: Buffer, perRow: 16 | 8 | 4, top: number, count: number, paint: Painter): Line[] {
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

/** What was written and what arrived, side by side, with what differs lit. */
function bothVersions(state: State, frame: FrameRow, { how, writes }: Intervention, area: PaneArea): Line[] {
  const say = words(state.language);
  const perRow = bytesIn(area.width, 2);
  const sent = frameBytes(frame);
  const received = Buffer.concat(writes);
  const half = halfOf(area.width);
  const count = area.height - area.headings;
  const top = dumpTop(state, count, perRow);
  const left = dump(sent, perRow, top, count, difference(sent, received));
  const right = dump(received, perRow, top, count, difference(received, sent, endsOfWrites(writes)));
  if (received.length === 0)
    right.push([segment(how === 'joined' ? say.joinedOnward : say.notReceived, 'changed')]);
  const titles: Line = [
    ...fit([segment(` ${say.asSent}`, 'dim')], half),
    segment(' │ ', 'border'),
    segment(say.asReceived, 'dim'),
  ];
  const body = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [
    ...fit([segment(' '), ...(left[index] ?? [])], half),
    segment(' │ ', 'border'),
    ...(right[index] ?? []),
  ]);
  return [titles, ...body].map((line) => fit(line, area.width));
}

function difference(bytes: Buffer, other: Buffer, ends: ReadonlySet<number> = new Set()): Painter {
  return (position) => {
    const differs = position >= other.length || bytes[position] !== other[position];
    const style = differs ? 'changed' : 'plain';
    return { style, reverse: differs, underline: false, before: ' ', after: ends.has(position) ? '│' : ' ' };
  };
}

function endsOfWrites(writes: readonly Buffer[]): Set<number> {
  const ends = new Set<number>();
  let position = 0;
  for (const write of writes.slice(0, -1)) {
    position += write.length;
    ends.add(position - 1);
  }
  return ends;
}
