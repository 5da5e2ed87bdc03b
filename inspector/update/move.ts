/** Moving about: in the list, in the tree of fields, over the bytes; and keeping up with what comes in. */

import { filterSubject } from '../filter/row-subject.ts';
import { bytesPerRow, longestVersion } from '../layout.ts';
import { filterOf, listLength, numberAt, positionOf, type State, treeRows } from '../state.ts';

/** The cursor on another row; what was selected inside the old one means nothing there. */
export function moveTo(state: State, number: number): State {
  if (number === state.cursor) return state;
  return { ...state, cursor: number, fieldIndex: 0, byte: 0, hit: undefined };
}

/** `by` rows down (up when negative) in the list; following ends unless that is the newest. */
function moveList(state: State, by: number): State {
  const length = listLength(state);
  if (length === 0) return state;
  const position = clamp(positionOf(state, state.cursor) + by, 0, length - 1);
  return {
    ...moveTo(state, numberAt(state, position)),
    following: state.following && position === length - 1,
  };
}

/** `by` fields down; the byte cursor goes where the field begins. */
export function moveField(state: State, by: number): State {
  const rows = treeRows(state);
  const fieldIndex = clamp(state.fieldIndex + by, 0, Math.max(0, rows.length - 1));
  return { ...state, fieldIndex, byte: rows[fieldIndex]?.field.start ?? 0 };
}

/** `by` bytes on; the field that holds the byte is selected. */
export function moveByte(state: State, by: number): State {
  const byte = clamp(state.byte + by, 0, Math.max(0, longestVersion(state) - 1));
  return { ...state, byte, fieldIndex: fieldAt(state, byte) };
}

export function moveLines(state: State, lines: number): State {
  if (state.pane === 'list') return moveList(state, lines);
  if (state.pane === 'fields') return moveField(state, lines);
  return moveByte(state, lines * bytesPerRow(state));
}

/** The deepest row of the tree whose field holds the byte; the last one, where only the receiver got so many. */
function fieldAt(state: State, byte: number): number {
  const rows = treeRows(state);
  const holding = rows.findLastIndex(({ field }) => field.start <= byte && byte < field.end);
  return holding >= 0 ? holding : Math.max(0, rows.length - 1);
}

/** Takes in what the store has got since: the filter's matches, the newest row when following. */
export function caughtUp(state: State): State {
  const matched = withMatches(state);
  const length = listLength(matched);
  if (length === 0) return { ...moveTo(matched, 0), following: true };
  const newest = numberAt(matched, length - 1);
  if (matched.following || matched.cursor > newest) return moveTo(matched, newest);
  const oldest = numberAt(matched, 0);
  return matched.cursor < oldest ? moveTo(matched, oldest) : matched;
}

/** Whether something is held, changed or marked changes: such a filter is asked again about every row. */
const ASKS_WHAT_CHANGES = /\bis\s*!?[:=]/i;

function withMatches(state: State): State {
  const { store, filterText } = state;
  if (filterText === '') return state.matches ? { ...state, matches: undefined, matchedUpTo: 0 } : state;
  const again = ASKS_WHAT_CHANGES.test(filterText) || store.last < state.matchedUpTo;
  const known = again ? [] : (state.matches ?? []).filter((number) => number >= store.first);
  const from = again ? store.first : Math.max(store.first, state.matchedUpTo + 1);
  return { ...state, matches: [...known, ...matchesFrom(state, from)], matchedUpTo: store.last };
}

function matchesFrom({ store, filterText, marks }: State, from: number): number[] {
  const filter = filterOf(filterText);
  const matches: number[] = [];
  for (let number = from; number <= store.last; number += 1) {
    const row = store.row(number);
    if (row && filter(filterSubject(store, row, marks))) matches.push(number);
  }
  return matches;
}

/** Another filter; the cursor stays on its row if that row passes. */
export function refiltered(state: State, filterText: string): State {
  const filtered = caughtUp({ ...state, filterText, matches: undefined, matchedUpTo: 0 });
  if (!filtered.matches || filtered.matches.length === 0) return filtered;
  const position = clamp(positionOf(filtered, state.cursor), 0, filtered.matches.length - 1);
  return filtered.following ? filtered : moveTo(filtered, numberAt(filtered, position));
}

/** Whether the list has a row of that number. */
export function isListed(state: State, number: number): boolean {
  const position = positionOf(state, number);
  return position >= 0 && position < listLength(state) && numberAt(state, position) === number;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
