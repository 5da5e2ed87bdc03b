/** The list of frames: one row each, with who sent it, what it is and when. Only the rows that are seen are built. */

import type { Language } from '../../terminal/language.ts';
import type { Side } from '../dissect/dissection.ts';
import { begunShown, lineHeight, listRoom, listTop, type PaneArea } from '../layout.ts';
import { type FrameRow, type Intervention, isChanged, type NoteRow, type Row } from '../rows.ts';
import type { SourceFacts } from '../running-source.ts';
import { clientCommand, isFoundByItself, serverCommand } from '../start-commands.ts';
import { listLength, numberAt, type State } from '../state.ts';
import type { BegunFrame, Store } from '../store.ts';
import { fit, type Line, oneCellEach, type Segment, type Style, segment, selected } from './lines.ts';
import { noteInfo, TROUBLE } from './notes.ts';
import type { Words } from './words/en.ts';
import { words } from './words.ts';

type Column = 'number' | 'since' | 'connection' | 'direction' | 'type' | 'id' | 'length' | 'info';

const WIDTHS: Readonly<Record<Exclude<Column, 'info'>, number>> = {
  number: 7,
  since: 10,
  connection: 8,
  direction: 9,
  type: 10,
  id: 6,
  length: 8,
};
const RIGHT_ALIGNED: ReadonlySet<Column> = new Set(['number', 'since', 'id', 'length']);

export function listPane(state: State, area: PaneArea): Line[] {
  const columns = columnsFor(state, area.width);
  const spacing = lineHeight({ ...state, pane: 'list' });
  const room = listRoom(state, area);
  const top = listTop(state, room);
  const count = Math.max(0, Math.min(room, listLength(state) - top));
  const rows = Array.from({ length: count }, (_, index) => {
    const number = numberAt(state, top + index);
    const line = fit(listRow(state, number, columns), area.width);
    return number === state.cursor ? selected(line) : line;
  });
  const spaced = rows.flatMap((row) => [row, ...new Array<Line>(spacing - 1).fill([])]);
  const body = rows.length > 0 ? spaced : emptyList(state, area.height - area.headings);
  const begun = begunShown(state).map((frame) => begunRow(state, frame, columns));
  return [headings(state, columns), ...body, ...begun]
    .slice(0, area.height)
    .map((line) => fit(line, area.width));
}

/** Fewer columns where there is less room, or where the back rows must read them. */
function columnsFor(state: State, width: number): Column[] {
  if (state.large || width < 50) return ['number', 'direction', 'type', 'info'];
  if (width < 70) return ['number', 'connection', 'direction', 'type', 'length', 'info'];
  return ['number', 'since', 'connection', 'direction', 'type', 'id', 'length', 'info'];
}

function headings(state: State, columns: readonly Column[]): Line {
  const { headings } = words(state.language);
  return [segment('  '), ...columns.map((column) => cell(column, headings[column], 'dim'))];
}

/** Without its empty lines, where the rest would not fit otherwise. */
function emptyList(state: State, rows: number): Line[] {
  const lines = ['', ...emptyText(state)];
  const shown = lines.length <= rows ? lines : lines.filter((line) => line !== '');
  return shown.map((line) => [segment(`   ${oneCellEach(line)}`)]);
}

function emptyText({ store, source, language, filterText, cleared }: State): string[] {
  const say = words(language);
  if (filterText !== '') return say.emptyFiltered;
  const waitsForClient = source.kind === 'relay' && store.openConnections === 0;
  return cleared && !waitsForClient ? [say.cleared] : waitingText(source, language);
}

function waitingText(source: SourceFacts, language: Language): string[] {
  const say = words(language);
  switch (source.kind) {
    case 'relay':
      return [say.waiting, '', ...(source.ours ? ourPrograms(source, say) : anyPrograms(source, say))];
    case 'steps':
      return [say.waitingForStep];
    case 'recording':
      return [say.waitingForRecording];
    case 'demo':
      return [say.waitingForDemo];
  }
}

type RelayFacts = SourceFacts & { kind: 'relay' };

function ourPrograms({ listen, target }: RelayFacts, say: Words): string[] {
  const commands = [say.startServer(serverCommand(target)), say.startClient(clientCommand(listen))];
  return [...commands, '', ...(isFoundByItself(listen) ? [say.findsItself] : [])];
}

function anyPrograms({ listen, target }: RelayFacts, say: Words): string[] {
  return [say.startServer(target), say.startClient(listen), '', say.tellClient];
}

function listRow(state: State, number: number, columns: readonly Column[]): Line {
  const row = state.store.row(number);
  if (!row) return [];
  const cells = row.kind === 'frame' ? frameCells(state, row) : noteCells(state, row);
  return [
    segment(number === state.cursor ? '▌' : ' ', 'focus'),
    segment(state.marks.has(number) ? '*' : ' ', 'strong'),
    ...columns.map((column) => cell(column, ...cells[column])),
  ];
}

/** No number yet: a frame has one when all of it is there. */
function begunRow(state: State, frame: BegunFrame, columns: readonly Column[]): Line {
  const direction = frame.from === 'client' ? 'C ──' : '    ── S';
  const cells: Partial<Record<Column, readonly [string, Style]>> = {
    connection: [`#${frame.connection}`, 'plain'],
    direction: [direction, frame.from],
  };
  const front = columns.slice(0, columns.indexOf('type'));
  return [
    segment('  '),
    ...front.map((column) => cell(column, ...(cells[column] ?? (['', 'plain'] as const)))),
    segment(words(state.language).begun(frame.bytes, frame.needed), 'dim'),
  ];
}

type Cells = Readonly<Record<Column, readonly [text: string, style: Style]>>;

function frameCells(state: State, row: FrameRow): Cells {
  const { type, id, length, info, broken } = state.store.summary(row);
  const fate = fateText(state, row);
  const inRelay = row.held !== undefined || row.order !== undefined;
  const infoStyle: Style = inRelay ? 'held' : broken ? 'fault' : 'plain';
  const shownInfo = `${fate === '' ? '' : `${fate} · `}${broken ? '! ' : ''}${oneCellEach(info)}`;
  return {
    ...commonCells(state, row),
    direction: [arrow(state.store, row), inRelay ? 'held' : row.from],
    type: [type, 'strong'],
    id: [id === undefined ? '' : String(id), 'plain'],
    length: [String(length), 'plain'],
    info: [shownInfo, infoStyle],
  };
}

function noteCells(state: State, row: NoteRow): Cells {
  const trouble = TROUBLE.has(row.kind);
  return {
    ...commonCells(state, row),
    direction: [row.from === undefined ? '' : row.from === 'client' ? 'C ──╴' : '  ╶── S', row.from ?? 'dim'],
    type: [words(state.language).noteTypes[row.kind], trouble ? 'fault' : 'dim'],
    id: ['', 'plain'],
    length: ['', 'plain'],
    info: [oneCellEach(noteInfo(state.store, row, state.language)), trouble ? 'fault' : 'dim'],
  };
}

function commonCells(state: State, row: Row) {
  const before = state.store.row(row.number - 1);
  const since = before ? (row.at - before.at).toFixed(1) : '';
  return {
    number: [String(row.number), 'plain'],
    since: [since, 'dim'],
    connection: [`#${row.connection}`, 'plain'],
  } as const;
}

/** What somebody has done to it, or does. */
function fateText({ now, language }: State, { held, order, intervention }: FrameRow): string {
  const say = words(language);
  if (held) return say.heldFor(((now - held.since) / 1000).toFixed(1));
  if (order?.how === 'joined') return say.joinsNext;
  if (order) return say.ordered(say.how[order.how], order.sent, order.of);
  if (!intervention || intervention.how === 'released') return '';
  return `${NEVER_ARRIVES.has(intervention.how) ? '×' : '≠'} ${say.how[intervention.how]}`;
}

const NEVER_ARRIVES: ReadonlySet<Intervention['how']> = new Set(['dropped', 'lost']);

const ARROWS: Readonly<Record<'passed' | 'held' | 'waits' | 'changed' | 'lost', Record<Side, string>>> = {
  passed: { client: 'C ──▶', server: '  ◀── S' },
  held: { client: 'C ─┃', server: '   ┃─ S' },
  waits: { client: 'C ─┆', server: '   ┆─ S' },
  changed: { client: 'C ─≠▶', server: '  ◀≠─ S' },
  lost: { client: 'C ─×', server: '   ×─ S' },
};

/** Who sent it, and what became of it on the way. */
function arrow(store: Store, row: FrameRow): string {
  return ARROWS[placeOf(store, row)][row.from];
}

function placeOf(store: Store, row: FrameRow): keyof typeof ARROWS {
  if (row.held || row.order) return 'held';
  if (row.intervention && NEVER_ARRIVES.has(row.intervention.how)) return 'lost';
  if (isChanged(row)) return 'changed';
  return store.waitsBehind(row) ? 'waits' : 'passed';
}

function cell(column: Column, text: string, style: Style): Segment {
  if (column === 'info') return segment(` ${text}`, style);
  const width = WIDTHS[column];
  const shown = text.length > width - 1 ? `${text.slice(0, width - 2)}…` : text;
  return segment(RIGHT_ALIGNED.has(column) ? `${shown.padStart(width - 1)} ` : shown.padEnd(width), style);
}
