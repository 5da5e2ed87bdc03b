/** The fields of the selected frame as a tree, and the line that explains the one under the cursor. */

import type { Field } from '../dissect/dissection.ts';
import { fieldsTop, type PaneArea } from '../layout.ts';
import {
  type State,
  selectedBytes,
  selectedField,
  selectedFrame,
  selectedNote,
  type TreeRow,
  treeRows,
} from '../state.ts';
import { fit, type Line, oneCellEach, segment, width, wrap } from './lines.ts';
import { explainedNote, noteExplanation, notePane } from './notes.ts';
import { words } from './words.ts';

const NAME_COLUMNS = 15;
/** A field of so few bytes shows them beside its value. */
const SHOWN_BYTES = 4;
const BYTES_COLUMNS = 3 * SHOWN_BYTES + 1;

export function fieldsPane(state: State, area: PaneArea): Line[] {
  const note = selectedNote(state);
  if (note) return notePane(state, explainedNote(state.store, note), area);
  const rows = treeRows(state);
  if (rows.length === 0) return [[segment(` ${words(state.language).noFrame}`, 'dim')]];
  const top = fieldsTop(state, area.height);
  const focused = state.pane === 'fields';
  const bytes = selectedBytes(state);
  return rows.slice(top, top + area.height).map((row, index) => {
    const selected = top + index === state.fieldIndex;
    const line = fit(fieldLine(row, selected, bytes, area.width), area.width);
    return selected ? line.map((part) => ({ ...part, selected: focused, underline: !focused })) : line;
  });
}

function fieldLine({ field, depth, folded }: TreeRow, selected: boolean, bytes: Buffer, cells: number): Line {
  const sign = field.children && field.children.length > 0 ? (folded ? '▸' : '▾') : ' ';
  const name = `${'  '.repeat(depth)}${sign} ${alarmSign(field)}${oneCellEach(field.name)}`;
  const front = [
    segment(selected ? '▌' : ' ', 'focus'),
    segment(`${name.padEnd(NAME_COLUMNS)} `, field.kind),
  ];
  const value = segment(oneCellEach(field.value), field.fault ? 'fault' : 'plain');
  const both = [...front, segment(fieldBytes(field, bytes), 'dim'), value];
  return width(both) <= cells ? both : [...front, value]; // the bytes stand in the dump, too
}

/** What is broken, and what would import or call something: seen without colours, too. */
function alarmSign({ fault, kind }: Field): string {
  if (fault) return '! ';
  return kind === 'danger' ? '!! ' : '';
}

function fieldBytes({ start, end, children }: Field, bytes: Buffer): string {
  if (children || end - start > SHOWN_BYTES) return '';
  const digits = bytes.subarray(start, end).toString('hex').match(/../g) ?? [];
  return digits.join(' ').padEnd(BYTES_COLUMNS);
}

/** What the selected field is and how its bytes give its value, in lines of `cells`. */
export function explanation(state: State, cells: number, most: number): Line[] {
  const note = selectedNote(state);
  if (!note) return fieldExplanation(state, cells, most);
  const text = noteExplanation(state, explainedNote(state.store, note));
  return wrap(oneCellEach(text), cells, most).map((text) => [segment(text)]);
}

function fieldExplanation(state: State, cells: number, most: number): Line[] {
  const field = selectedField(state);
  const frame = selectedFrame(state);
  if (!field || !frame) return [];
  const section = field.section ? `PROTOCOL.md §${field.section}` : '';
  const room = cells - section.length - 2;
  const fault = field.fault ? `! ${field.fault[state.language]} · ` : '';
  const text = oneCellEach(`${fault}${field.explain[state.language]}`);
  const lines = wrap(text, room, most).map((line): Line => [segment(line, field.fault ? 'fault' : 'plain')]);
  const [first = [], ...rest] = lines;
  return [[...fit(first, room), segment(`  ${section}`, 'dim')], ...rest];
}
