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
  const explainLines = explanationLines(state);
  const explainTop = rows - 2 - explainLines;
  // Between the border below the title and the one above the explanation:
  const inner = { left: 1, top: 2, width: columns - 2, height: explainTop - 3 };
  if (state.zoomed || state.large || rows < TWO_PANES_ROWS) {
    const alone = { ...inner, pane: state.pane, headings: headingsOf(state.pane) };
    return { panes: [alone], explainTop, explainLines };
  }
  const listHeight = Math.max(4, Math.floor((inner.height - 1) * 0.45));
  const list = { ...inner, pane: 'list' as const, height: listHeight, headings: headingsOf('list') };
  const below = {
    ...inner,
    top: inner.top + listHeight + 1,
    height: inner.height - listHeight - 1,
  };
  return { panes: [list, ...lowerPanes(state, below)], explainTop, explainLines };
}

/** As many as a long sentence takes, and no more than an eighth of the screen. */
function explanationLines({ columns, rows }: State): number {
  return Math.max(1, Math.min(Math.ceil(LONG_SENTENCE / (columns - 4)), Math.floor(rows / 8)));
}

const LONG_SENTENCE = 200;

/** The list has the names of its columns above it. */
function headingsOf(pane: Pane): number {
  return pane === 'list' ? 1 : 0;
}

function lowerPanes(state: State, below: Omit<PaneArea, 'pane' | 'headings'>): PaneArea[] {
  const pane = (name: Pane) => ({ ...below, pane: name, headings: headingsOf(name) });
  if (state.columns < THREE_PANES_COLUMNS) return [pane(state.pane === 'bytes' ? 'bytes' : 'fields')];
  const bytesWidth = Math.max(DUMP_COLUMNS[16] + 2, Math.floor(below.width * 0.6));
  const fieldsWidth = below.width - bytesWidth - 1;
  return [
    { ...pane('fields'), width: fieldsWidth },
    { ...pane('bytes'), left: below.left + fieldsWidth + 1, width: bytesWidth },
  ];
}

/** The order in which Tab goes through the panes. */
export const PANE_ORDER: readonly Pane[] = ['list', 'fields', 'bytes'];

/** Panes that there is no room for, or that the view leaves out. */
export function hiddenPanes(state: State): Pane[] {
  return PANE_ORDER.filter((pane) => areaOf(state, pane) === undefined);
}

export function areaOf(state: State, pane: Pane): PaneArea | undefined {
  return layout(state).panes.find((area) => area.pane === pane);
}

/** How many bytes a row of a dump holds in `width` columns. */
export function bytesIn(width: number): 16 | 8 | 4 {
  if (DUMP_COLUMNS[16] <= width) return 16;
  return DUMP_COLUMNS[8] <= width ? 8 : 4;
}

export function bytesPerRow(state: State): 16 | 8 | 4 {
  return dumpPlan(state, areaOf(state, 'bytes') ?? { width: state.columns - 2, height: 1 }).perRow;
}

/**
 * How the bytes' pane is used: one dump; or, of a frame that was changed on its way, what was sent and what arrived,
 * each with a line above it, side by side where both have 16 bytes in a row, else one below the other.
 */
export interface DumpPlan {
  readonly kind: 'one' | 'beside' | 'below';
  readonly perRow: 16 | 8 | 4;
  /** Rows that each dump may take. */
  readonly rows: number;
}

export function dumpPlan(state: State, { width, height }: Pick<PaneArea, 'width' | 'height'>): DumpPlan {
  const perRow = bytesIn(width);
  const frame = selectedFrame(state);
  if (!frame || !isChanged(frame)) return { kind: 'one', perRow, rows: height };
  if (2 * DUMP_COLUMNS[16] + BETWEEN_DUMPS <= width) return { kind: 'beside', perRow, rows: height - 1 };
  const rows = Math.min(Math.ceil(longestVersion(state) / perRow), Math.floor(height / 2) - 1);
  return { kind: 'below', perRow, rows: Math.max(1, rows) };
}

/** Columns of each of the two dumps that stand side by side in `width`. */
export function halfOf(width: number): number {
  return Math.floor((width - BETWEEN_DUMPS) / 2);
}

const BETWEEN_DUMPS = 3;

/** In bytes: of the selected frame as it was sent or as it arrived. */
export function longestVersion(state: State): number {
  const received = selectedFrame(state)?.intervention?.writes ?? [];
  const receivedBytes = received.reduce((sum, { length }) => sum + length, 0);
  return Math.max(selectedBytes(state).length, receivedBytes);
}

/** Rows that PgUp and PgDn move by in the pane that has the keys. */
export function pageLines(state: State): number {
  const area = areaOf(state, state.pane);
  if (!area) return 1;
  if (area.pane === 'list') return listRoom(state, area);
  return area.pane === 'bytes' ? Math.max(1, dumpPlan(state, area).rows) : area.height;
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

/** The first row that is shown of the dump, or of both. */
export function dumpTop(state: State, { kind, rows, perRow }: DumpPlan): number {
  const bytes = kind === 'one' ? selectedBytes(state).length : longestVersion(state);
  return scrollTop(Math.floor(state.byte / perRow), Math.max(1, Math.ceil(bytes / perRow)), rows);
}

/** Where hexy puts things in a row: the address, two digits and a space for each byte, a gap, the characters. */
export const ADDRESS_COLUMNS = 10;
export const HEX_COLUMNS = 3;
export const GAP_COLUMNS = 4;

/** The byte at column `column` and row `line` of the bytes' area; the nearest one, where there is none. */
export function byteUnder(state: State, area: PaneArea, column: number, line: number): number {
  const plan = dumpPlan(state, area);
  const [x, y] = inDump(plan, area.width, column, line);
  const inHex = Math.floor((x - 1 - ADDRESS_COLUMNS) / HEX_COLUMNS);
  const inCharacters = x - ADDRESS_COLUMNS - HEX_COLUMNS * plan.perRow - GAP_COLUMNS;
  const inRow = inCharacters >= 0 ? inCharacters : Math.max(0, inHex);
  return (dumpTop(state, plan) + y) * plan.perRow + Math.min(inRow, plan.perRow - 1);
}

/** The same place within the dump that lies there. */
function inDump({ kind, rows }: DumpPlan, width: number, column: number, line: number): [number, number] {
  if (kind === 'one') return [column, line];
  if (kind === 'below') return [column, Math.max(0, line > rows ? line - rows - 2 : line - 1)];
  const right = halfOf(width) + BETWEEN_DUMPS - 1;
  return [column > right ? column - right : column, Math.max(0, line - 1)];
}
