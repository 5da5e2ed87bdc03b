/**
 * Where the panes lie. Three side by side and stacked where there is room; less room takes bytes off each row of the
 * dump first, then the third pane, then the second.
 */

import { isChanged } from './rows.ts';
import {
  listLength,
  type Pane,
  positionOf,
  type State,
  selectedBytes,
  selectedFrame,
  treeRows,
} from './state.ts';
import type { BegunFrame } from './store.ts';

export interface PaneArea {
  readonly pane: Pane;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Rows at the top that hold column headings. */
  readonly headings: number;
}

export interface Layout {
  readonly panes: readonly PaneArea[];
  /** Row of the explanation's first line, and how many lines it has. */
  readonly explainTop: number;
  readonly explainLines: number;
}

export const SMALLEST = { columns: 40, rows: 10 } as const;
/** Address, colon, 16 bytes of three columns, a gap and 16 characters; as hexy draws it. */
const DUMP_COLUMNS = { 16: 77, 8: 45, 4: 29 } as const;
const THREE_PANES_COLUMNS = 120;
const TWO_PANES_ROWS = 16;

export function tooSmall({ columns, rows }: State): boolean {
  return columns < SMALLEST.columns || rows < SMALLEST.rows;
}

/** Frame: a title line, a border around, the explanation below the panes, a line of keys. */
export function layout(state: State): Layout {
  const { columns, rows } = state;
  const explainLines = rows >= 20 ? 2 : 1;
  const explainTop = rows - 2 - explainLines;
  // Between the border below the title and the one above the explanation:
  const inner = { left: 1, top: 2, width: columns - 2, height: explainTop - 3 };
  if (state.zoomed || state.large || rows < TWO_PANES_ROWS) {
    const alone = { ...inner, pane: state.pane, headings: headingsOf(state, state.pane) };
    return { panes: [alone], explainTop, explainLines };
  }
  const listHeight = Math.max(4, Math.floor((inner.height - 1) * 0.45));
  const list = { ...inner, pane: 'list' as const, height: listHeight, headings: headingsOf(state, 'list') };
  const below = {
    ...inner,
    top: inner.top + listHeight + 1,
    height: inner.height - listHeight - 1,
  };
  return { panes: [list, ...lowerPanes(state, below)], explainTop, explainLines };
}

/** The list has the names of its columns above it, the two versions of a changed frame have theirs. */
function headingsOf(state: State, pane: Pane): number {
  if (pane === 'list') return 1;
  return pane === 'bytes' && dumps(state) === 2 ? 1 : 0;
}

function lowerPanes(state: State, below: Omit<PaneArea, 'pane' | 'headings'>): PaneArea[] {
  const pane = (name: Pane) => ({ ...below, pane: name, headings: headingsOf(state, name) });
  if (state.columns < THREE_PANES_COLUMNS) return [pane(state.pane === 'bytes' ? 'bytes' : 'fields')];
  const bytesWidth = Math.max(DUMP_COLUMNS[16] + 2, Math.floor(below.width * 0.6));
  const fieldsWidth = below.width - bytesWidth - 1;
  return [
    { ...pane('fields'), width: fieldsWidth },
    { ...pane('bytes'), left: below.left + fieldsWidth + 1, width: bytesWidth },
  ];
}

/** The order in which Tab goes through the panes. */
export function paneOrder(_state: State): readonly Pane[] {
  return ['list', 'fields', 'bytes'];
}

export function areaOf(state: State, pane: Pane): PaneArea | undefined {
  return layout(state).panes.find((area) => area.pane === pane);
}

/** How many bytes a row of the dump holds in `width` columns; `dumps` of them stand side by side. */
export function bytesIn(width: number, dumps: 1 | 2): 16 | 8 | 4 {
  const fits = (columns: number) => dumps * columns + (dumps - 1) * BETWEEN_DUMPS <= width;
  if (fits(DUMP_COLUMNS[16])) return 16;
  return fits(DUMP_COLUMNS[8]) ? 8 : 4;
}

/** Columns of each of the two dumps that stand side by side in `width`. */
export function halfOf(width: number): number {
  return Math.floor((width - BETWEEN_DUMPS) / 2);
}

const BETWEEN_DUMPS = 3;

export function bytesPerRow(state: State): number {
  return bytesIn(areaOf(state, 'bytes')?.width ?? state.columns - 2, dumps(state));
}

/** Of a frame that was changed on its way both versions stand side by side. */
export function dumps(state: State): 1 | 2 {
  const frame = selectedFrame(state);
  return frame && isChanged(frame) ? 2 : 1;
}

/** Rows that PgUp and PgDn move by in the pane that has the keys. */
export function pageLines(state: State): number {
  const area = areaOf(state, state.pane);
  if (!area) return 1;
  return area.pane === 'list' ? listRoom(state, area) : Math.max(1, area.height - area.headings);
}

/** Rows that the list shows; below them stand the frames that have begun. */
export function listRoom(state: State, { height, headings }: PaneArea): number {
  const lines = height - headings - begunShown(state).length;
  return Math.max(1, Math.floor(lines / lineHeight({ ...state, pane: 'list' })));
}

const MOST_BEGUN = 2;

/** Of the frames that have begun and are not complete, those that have a place below the list. */
export function begunShown({ store }: State): BegunFrame[] {
  return store.begunFrames().slice(0, MOST_BEGUN);
}

/** In the large view the list has a blank line below each row. */
export function lineHeight({ large, pane }: State): number {
  return large && pane === 'list' ? 2 : 1;
}

/** Position in the list of the first row that is shown, when `height` of them fit. */
export function listTop(state: State, height: number): number {
  return scrollTop(positionOf(state, state.cursor), listLength(state), height);
}

/** Keeps `position` in the middle of `height` rows, as far as there are rows above and below. */
function scrollTop(position: number, length: number, height: number): number {
  return Math.max(0, Math.min(position - Math.floor(height / 2), length - height));
}

/** The first row of the tree that is shown, when `height` of them fit. */
export function fieldsTop(state: State, height: number): number {
  return scrollTop(state.fieldIndex, treeRows(state).length, height);
}

/** The first row of the dump that is shown, when `height` of them fit and each holds `perRow` bytes. */
export function dumpTop(state: State, height: number, perRow: number): number {
  const received = dumps(state) === 2 ? (selectedFrame(state)?.intervention?.writes ?? []) : [];
  const receivedBytes = received.reduce((sum, { length }) => sum + length, 0);
  const longest = Math.max(selectedBytes(state).length, receivedBytes);
  const rows = Math.max(1, Math.ceil(longest / perRow));
  return scrollTop(Math.floor(state.byte / perRow), rows, height);
}

/** Where hexy puts things in a row: the address, two digits and a space for each byte, a gap, the characters. */
export const ADDRESS_COLUMNS = 10;
export const HEX_COLUMNS = 3;
export const GAP_COLUMNS = 4;

/** The byte at column `column` and row `line` of the bytes' area; the nearest one, where there is none. */
export function byteUnder(state: State, area: PaneArea, column: number, line: number): number {
  const perRow = bytesPerRow(state);
  const right = halfOf(area.width) + BETWEEN_DUMPS - 1;
  const x = dumps(state) === 2 && column > right ? column - right : column;
  const inHex = Math.floor((x - 1 - ADDRESS_COLUMNS) / HEX_COLUMNS);
  const inCharacters = x - ADDRESS_COLUMNS - HEX_COLUMNS * perRow - GAP_COLUMNS;
  const inRow = inCharacters >= 0 ? inCharacters : Math.max(0, inHex);
  const top = dumpTop(state, area.height - area.headings, perRow);
  return (top + line) * perRow + Math.min(inRow, perRow - 1);
}
