/**
 * What is laid over the bytes of a frame: each field's colour, the selected field between brackets, a bar where a read
 * ended, what was searched for, and the byte under the cursor.
 */

import type { Field } from '../dissect/dissection.ts';
import type { FrameRow } from '../rows.ts';
import { type State, selectedField } from '../state.ts';
import type { Painter } from './dump.ts';
import type { Style } from './lines.ts';

export function fieldPainter(state: State, frame: FrameRow): Painter {
  const { fields } = state.store.dissection(frame);
  const selected = selectedField(state);
  const readEnds = endsOfReads(frame);
  return (position) => {
    const lit = selected !== undefined && selected.start <= position && position < selected.end;
    const isFirst = lit && position === selected.start;
    const isLast = lit && position === selected.end - 1;
    const found = isFound(state, position);
    return {
      style: found ? 'found' : kindAt(fields, position),
      reverse: found !== (position === state.byte && state.pane === 'bytes'),
      underline: lit,
      before: isFirst ? '[' : ' ',
      after: readEnds.has(position) ? '│' : isLast ? ']' : ' ',
    };
  };
}

function isFound({ hit, cursor }: State, position: number): boolean {
  return hit !== undefined && hit.number === cursor && hit.start <= position && position < hit.end;
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
