/** A frame that was changed on its way: what its sender wrote and what its receiver got, with what differs lit. */

import { type DumpPlan, dumpPlan, dumpTop, halfOf, type PaneArea } from '../layout.ts';
import { type FrameRow, frameBytes, type Intervention } from '../rows.ts';
import type { State } from '../state.ts';
import { dump, type Painter } from './dump.ts';
import { fieldPainter } from './field-painter.ts';
import { fit, type Line, segment } from './lines.ts';
import { words } from './words.ts';

export function versionsPane(
  state: State,
  frame: FrameRow,
  { how, writes }: Intervention,
  area: PaneArea,
): Line[] {
  const say = words(state.language);
  const plan = dumpPlan(state, area);
  const sent = frameBytes(frame);
  const received = Buffer.concat(writes);
  const beyond = state.pane === 'bytes' && state.byte >= sent.length ? state.byte : undefined;
  const rows = (bytes: Buffer, paint: Painter) =>
    dump(bytes, plan.perRow, dumpTop(state, plan), plan.rows, paint).map((line) => [segment(' '), ...line]);
  const left = rows(sent, lit(fieldPainter(state, frame), differs(sent, received)));
  const right = rows(received, lit(writesPainter(writes, beyond), differs(received, sent)));
  if (received.length === 0)
    right.push([segment(` ${how === 'joined' ? say.joinedOnward : say.notReceived}`, 'changed')]);
  const versions: readonly Version[] = [
    { title: [segment(` ${say.asSent}`, 'dim')], rows: left },
    { title: [segment(` ${say.asReceived}`, 'dim')], rows: right },
  ];
  const lines = plan.kind === 'beside' ? beside(versions, area.width) : below(versions, plan);
  return lines.map((line) => fit(line, area.width));
}

interface Version {
  readonly title: Line;
  readonly rows: readonly Line[];
}

function beside([left, right]: readonly Version[], width: number): Line[] {
  const half = halfOf(width);
  const pair = (a: Line = [], b: Line = []): Line => [...fit(a, half), segment(' │', 'border'), ...b];
  const count = Math.max(left?.rows.length ?? 0, right?.rows.length ?? 0);
  const rows = Array.from({ length: count }, (_, index) => pair(left?.rows[index], right?.rows[index]));
  return [pair(left?.title, right?.title), ...rows];
}

function below(versions: readonly Version[], plan: DumpPlan): Line[] {
  return versions.flatMap(({ title, rows }) => [
    title,
    ...Array.from({ length: plan.rows }, (_, index): Line => rows[index] ?? []),
  ]);
}

function differs(bytes: Buffer, other: Buffer): (position: number) => boolean {
  return (position) => position >= other.length || bytes[position] !== other[position];
}

/** Bytes that differ change foreground and background; so does the one under the cursor, and there again. */
function lit(paint: Painter, differs: (position: number) => boolean): Painter {
  return (position) => {
    const look = paint(position);
    if (!differs(position) || look.style === 'found') return look;
    return { ...look, style: 'changed', reverse: !look.reverse };
  };
}

/** `cursor`: the byte under it, where the sender's version has none. */
function writesPainter(writes: readonly Buffer[], cursor: number | undefined): Painter {
  const ends = endsOfWrites(writes);
  return (position) => ({
    style: 'plain',
    reverse: position === cursor,
    underline: false,
    before: ' ',
    after: ends.has(position) ? '│' : ' ',
  });
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
