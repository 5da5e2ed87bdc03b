/**
 * What a row that is no frame has to say: something that happened to a connection. TCP shows no bytes for it, so the
 * panes say what it means and what the connection has carried.
 */

import type { Language } from '../../terminal/language.ts';
import type { PaneArea } from '../layout.ts';
import type { NoteRow } from '../rows.ts';
import { serverCommand } from '../start-commands.ts';
import type { State } from '../state.ts';
import type { ConnectionTotals, Direction, Store } from '../store.ts';
import { fit, type Line, oneCellEach, type Style, segment, wrap } from './lines.ts';
import { words } from './words.ts';

/** How far back to look for what else has happened to the connection. */
const EARLIER_ROWS = 1_000;

/** For the list's Info column: who did it, and what. */
export function noteInfo(store: Store, row: NoteRow, language: Language): string {
  const say = words(language).notes;
  const from = row.from ?? 'client';
  switch (row.kind) {
    case 'opened':
      return row.text;
    case 'refused':
      return `${refusedInfo(store, row, language)} (${row.text})`;
    case 'fin':
      return say.finished(from);
    case 'reset':
      return `${say.brokeOff(from)} (${row.text})`;
    case 'closed':
      return say.gone(seconds(totalsOf(store, row)));
  }
}

function refusedInfo(store: Store, row: NoteRow, language: Language): string {
  const say = words(language).notes;
  const { target } = totalsOf(store, row) ?? { target: '?' };
  if (isItself(row)) return say.isItself(target);
  return noListener(row) ? say.nobodyListens(target) : say.unreachable(target);
}

/** The command that starts a server that is missing; undefined where something else is the matter. */
export function missingServer(store: Store, row: NoteRow): string | undefined {
  if (row.kind !== 'refused' || !noListener(row)) return undefined;
  const totals = totalsOf(store, row);
  return totals && serverCommand(totals.target);
}

/** For the line below the panes. */
export function noteExplanation({ store, language }: State, row: NoteRow): string {
  const say = words(language).notes;
  const from = row.from ?? 'client';
  const other = from === 'client' ? 'server' : 'client';
  switch (row.kind) {
    case 'opened':
      return say.opened;
    case 'closed':
      return say.closed;
    case 'refused': {
      if (isItself(row)) return say.refusedItself;
      const command = missingServer(store, row);
      return command === undefined ? say.refusedElsewhere : say.refused(command);
    }
    case 'fin':
      return (earlierNote(store, row, 'fin') ? say.lastFin : say.fin)(from, other);
    case 'reset':
      return say.reset(from);
  }
}

/** What is to be explained: of a connection that did not end by itself, how it ended. */
export function explainedNote(store: Store, row: NoteRow): NoteRow {
  if (row.kind !== 'closed') return row;
  return earlierNote(store, row, 'refused') ?? earlierNote(store, row, 'reset') ?? row;
}

/** In place of the fields. */
export function notePane(state: State, row: NoteRow, { width }: PaneArea): Line[] {
  const { store, language } = state;
  const said = wrap(oneCellEach(noteText(state, row)), width - 2, 3);
  const command = missingServer(store, row);
  const totals = totalsOf(store, row);
  return [
    ...said.map((text): Line => [segment(` ${text}`, TROUBLE.has(row.kind) ? 'fault' : 'strong')]),
    ...(command === undefined ? [] : commandLines(command, language)),
    ...(totals ? totalsLines(totals, language) : []),
  ].map((line) => fit(line, width));
}

/** Kinds that nobody asked for. */
export const TROUBLE: ReadonlySet<NoteRow['kind']> = new Set(['refused', 'reset']);

function noteText({ store, language }: State, row: NoteRow): string {
  const info = noteInfo(store, row, language);
  return row.kind === 'closed' ? `${words(language).noteTypes.closed} ${info}` : info;
}

function commandLines(command: string, language: Language): Line[] {
  return [[segment(` ${words(language).notes.start}`)], [segment(`   ${command}`, 'key')]];
}

/** In place of the dump. */
export function noBytesPane({ language }: State, row: NoteRow, { width }: PaneArea): Line[] {
  const text = words(language).notes.noBytes[row.kind];
  return wrap(text, width - 2, 4).map((line) => [segment(` ${line}`, 'dim')]);
}

function totalsOf(store: Store, { connection }: NoteRow): ConnectionTotals | undefined {
  return store.totals(connection);
}

/** Others that fail to be reached may be listening: the way to them is what is missing. */
function noListener({ text }: NoteRow): boolean {
  return text === 'ECONNREFUSED';
}

function isItself({ text }: NoteRow): boolean {
  return text === 'ELOOP';
}

/** The last row of that kind that the same connection had before. */
function earlierNote(store: Store, row: NoteRow, kind: NoteRow['kind']): NoteRow | undefined {
  for (let number = row.number - 1; number >= row.number - EARLIER_ROWS; number -= 1) {
    const earlier = store.row(number);
    if (!earlier) return undefined;
    if (earlier.kind === kind && earlier.connection === row.connection) return earlier as NoteRow;
  }
  return undefined;
}

function totalsLines(totals: ConnectionTotals, language: Language): Line[] {
  const { notes: say, states } = words(language);
  const { client, server } = totals.sides;
  const facts = [
    [`#${totals.connection}`, say.lasted(states[totals.state], seconds(totals))],
    [say.client, totals.client],
    [say.server, totals.target],
    [say.speaks, totals.dissector?.name ?? '?'],
  ] as const;
  return [
    countsLine(['', say.frames, say.bytes, say.reads], 'dim', 'dim'),
    countsLine(['C ──▶', ...counts(client)], 'client', 'plain'),
    countsLine(['◀── S', ...counts(server)], 'server', 'plain'),
    ...facts.map(
      ([name, value]): Line => [
        segment(` ${name.padEnd(LABEL_COLUMNS)}`, 'dim'),
        segment(oneCellEach(value)),
      ],
    ),
  ];
}

const LABEL_COLUMNS = 9;
const COUNT_COLUMNS = 9;

function counts({ frames, bytes, reads }: Direction): [string, string, string] {
  return [String(frames), String(bytes), String(reads)];
}

function countsLine(cells: readonly string[], first: Style, rest: Style): Line {
  const [label = '', ...values] = cells;
  return [
    segment(` ${label.padEnd(LABEL_COLUMNS)}`, first),
    segment(values.map((value) => value.padStart(COUNT_COLUMNS)).join(''), rest),
  ];
}

function seconds(totals: ConnectionTotals | undefined): string {
  return totals ? ((totals.lastAt - totals.openedAt) / 1000).toFixed(1) : '?';
}
