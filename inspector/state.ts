/** Everything that decides what the screen shows: one value, made new by update.ts and drawn by view.ts. */

import type { Language, Text } from '../terminal/language.ts';
import type { Field } from './dissect/dissection.ts';
import type { Filter } from './filter/subject.ts';
import { parseFilter } from './filter.ts';
import { type FrameRow, frameBytes, type NoteRow, type Row } from './rows.ts';
import type { SourceFacts } from './running-source.ts';
import type { Store } from './store.ts';

export type Pane = 'list' | 'fields' | 'bytes';
export type PromptKind = 'filter' | 'search' | 'goto' | 'hold' | 'edit-text' | 'edit-hex' | 'split';

/** A line being typed at the bottom of the screen. */
export interface Prompt {
  readonly kind: PromptKind;
  readonly text: string;
  /** Characters before the cursor. */
  readonly cursor: number;
  /** What is wrong with it as it stands. */
  readonly problem?: Text;
  /** Editing only: length and checksum are made right again. */
  readonly mend: boolean;
  /** Of the held frame that is edited or split. */
  readonly frame?: FrameRow;
  /** Editing only: what the text was made of, if that is not the frame as it came. */
  readonly base?: Buffer;
  /** Where the person was; a filter that is given up leads back. */
  readonly before: Pick<State, 'filterText' | 'cursor' | 'following' | 'fieldIndex' | 'byte'>;
}

/** What was found last: some bytes of a row. */
export interface Hit {
  readonly number: number;
  readonly start: number;
  /** One past the last byte. */
  readonly end: number;
}

export interface State {
  readonly language: Language;
  /** What the lines at the top say: where it listens, where it forwards to; or what is replayed. */
  readonly route: string;
  readonly source: SourceFacts;
  readonly columns: number;
  readonly rows: number;
  readonly store: Store;
  /** Milliseconds of the relay's clock, as of the last message. */
  readonly now: number;

  readonly filterText: string;
  /** The list was cleared: when it is empty, that does not mean that nothing has happened. */
  readonly cleared: boolean;
  /** Row numbers that pass the filter, oldest first. undefined: all of them. */
  readonly matches: readonly number[] | undefined;
  /** Up to which row number `matches` is known. */
  readonly matchedUpTo: number;
  readonly marks: ReadonlySet<number>;
  readonly searchText: string;
  /** Lit as long as the cursor stays on its row. */
  readonly hit: Hit | undefined;

  /** Number of the row under the cursor; 0 when there is none. */
  readonly cursor: number;
  readonly following: boolean;
  readonly pane: Pane;
  readonly zoomed: boolean;
  /** Fewer columns and more space, for the back rows. */
  readonly large: boolean;
  readonly overlay: 'none' | 'help' | 'totals';
  readonly overlayTop: number;

  /** Position in the flattened tree of fields. */
  readonly fieldIndex: number;
  /** Paths (`payload/command`) of fields whose children are not shown. */
  readonly folded: ReadonlySet<string>;
  /** Position of the byte cursor in the frame. */
  readonly byte: number;

  readonly holding: boolean;
  readonly holdText: string;
  readonly prompt: Prompt | undefined;
  /** A sentence for the person, until the next key. */
  readonly notice: string;
  /** The person has been told what quitting does to held frames: the same key again quits. */
  readonly leaving: boolean;
}

export function initialState(
  store: Store,
  settings: { language: Language; route: string; source: SourceFacts; columns: number; rows: number },
): State {
  return {
    ...settings,
    store,
    now: 0,
    filterText: '',
    cleared: false,
    matches: undefined,
    matchedUpTo: 0,
    marks: new Set(),
    searchText: '',
    hit: undefined,
    cursor: 0,
    following: true,
    pane: 'list',
    zoomed: false,
    large: false,
    overlay: 'none',
    overlayTop: 0,
    fieldIndex: 0,
    folded: new Set(),
    byte: 0,
    holding: false,
    holdText: '',
    prompt: undefined,
    notice: '',
    leaving: false,
  };
}

/** How many rows the list has to show. */
export function listLength({ matches, store }: State): number {
  return matches ? matches.length : store.last - store.first + 1;
}

/** The row number at `position` of the list. */
export function numberAt({ matches, store }: State, position: number): number {
  return matches ? (matches[position] ?? 0) : store.first + position;
}

/** Where `number` stands in the list; where it would stand, if it does not. */
export function positionOf(state: State, number: number): number {
  if (!state.matches) return number - state.store.first;
  let low = 0;
  let high = state.matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((state.matches[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function selectedRow(state: State): Row | undefined {
  return state.store.row(state.cursor);
}

export function selectedFrame(state: State): FrameRow | undefined {
  const row = selectedRow(state);
  return row?.kind === 'frame' ? row : undefined;
}

export function selectedNote(state: State): NoteRow | undefined {
  const row = selectedRow(state);
  return row?.kind === 'frame' ? undefined : row;
}

/** A field as a row of the tree. */
export interface TreeRow {
  readonly field: Field;
  readonly path: string;
  readonly depth: number;
  readonly folded: boolean;
}

/** The fields of the selected frame as rows, children below their parents unless folded. */
export function treeRows(state: State): TreeRow[] {
  const frame = selectedFrame(state);
  return frame ? flatten(state.store.dissection(frame).fields, '', 0, state.folded) : [];
}

function flatten(
  fields: readonly Field[],
  parent: string,
  depth: number,
  foldedPaths: ReadonlySet<string>,
): TreeRow[] {
  return fields.flatMap((field) => {
    const path = `${parent}${field.name}`;
    const folded = foldedPaths.has(path);
    const children = folded ? [] : flatten(field.children ?? [], `${path}/`, depth + 1, foldedPaths);
    return [{ field, path, depth, folded }, ...children];
  });
}

export function selectedField(state: State): Field | undefined {
  return treeRows(state)[state.fieldIndex]?.field;
}

export function selectedBytes(state: State): Buffer {
  const frame = selectedFrame(state);
  return frame ? frameBytes(frame) : Buffer.alloc(0);
}

/** The filter that `text` means; one that lets everything through when it means nothing yet. */
export function filterOf(text: string): Filter {
  const parsed = parseFilter(text);
  return parsed.ok ? parsed.filter : () => true;
}
