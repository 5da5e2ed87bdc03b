/** Pages that cover the panes: the keys, and the totals of each connection. */

import { BINDINGS, keyName } from '../keys.ts';
import { layout } from '../layout.ts';
import type { State } from '../state.ts';
import type { ConnectionTotals } from '../store.ts';
import { fit, type Line, segment, wrap } from './lines.ts';
import type { Words } from './words/en.ts';
import { words } from './words.ts';

/** Its lines are made when they are seen: there may be one for each of thousands of connections. */
interface Page {
  readonly length: number;
  line(index: number): Line;
}

/** How many lines at the top can be scrolled away. */
export function overlayLastTop(state: State): number {
  return lastTop(state, page(state));
}

function lastTop(state: State, { length }: Page): number {
  return Math.max(0, length - overlayHeight(state));
}

/** Between the title line with its border and the explanation with its own. */
export function overlayHeight(state: State): number {
  return layout(state).explainTop - 3;
}

/** The page that covers the panes, scrolled as far as the state says. */
export function overlayPage(state: State): Line[] {
  const height = overlayHeight(state);
  const all = page(state);
  const top = Math.min(state.overlayTop, lastTop(state, all));
  return Array.from({ length: height }, (_, row) =>
    fit(top + row < all.length ? all.line(top + row) : [], state.columns - 2),
  );
}

/** Which of its lines are seen, and whether there are more above or below; nothing, when all of them are. */
export function overlayPosition(state: State): string {
  const last = overlayLastTop(state);
  if (last === 0) return '';
  const height = overlayHeight(state);
  const top = Math.min(state.overlayTop, last);
  const arrows = `${top > 0 ? '▲' : ' '}${top < last ? '▼' : ' '}`;
  return `${words(state.language).linesOf(top + 1, top + height, last + height)} ${arrows}`;
}

function page(state: State): Page {
  return state.overlay === 'help' ? pageOf(helpLines(state, state.columns - 2)) : totalsPage(state);
}

function pageOf(lines: readonly Line[]): Page {
  return { length: lines.length, line: (index) => lines[index] ?? [] };
}

const KEY_COLUMNS = 13;

function helpLines(state: State, columns: number): Line[] {
  const say = words(state.language);
  const body = columns >= TWO_COLUMNS ? helpColumns(state, columns) : helpRows(state, columns);
  const legend = wrapItems(say.helpLegend, columns - 4).map((text): Line => [segment(`  ${text}`, 'dim')]);
  return [[segment(` ${say.helpTitle}`, 'strong')], [], ...body, [], ...legend];
}

/** Items with three spaces between them, none of which is broken. */
function wrapItems(text: string, cells: number): string[] {
  const whole = text.replaceAll(/(?<! ) (?! )/g, NO_BREAK);
  return wrap(whole, cells, LEGEND_LINES).map((line) => line.trim().replaceAll(NO_BREAK, ' '));
}

const NO_BREAK = '\u00a0';
const LEGEND_LINES = 12;

const TWO_COLUMNS = 110;

function helpColumns(state: State, columns: number): Line[] {
  const half = Math.floor(columns / 2);
  const rows = helpRows(state, half - 1);
  const height = Math.ceil(rows.length / 2);
  return rows.slice(0, height).map((row, index) => [...fit(row, half), ...(rows[height + index] ?? [])]);
}

/** One line for each key; more where its help is longer than that. */
function helpRows({ language }: State, columns: number): Line[] {
  return BINDINGS.flatMap((binding) => {
    const name = `  ${keyName(binding, language).padEnd(KEY_COLUMNS - 2)}`;
    return wrap(binding.help[language], columns - KEY_COLUMNS, 4).map(
      (text, index): Line => [segment(index === 0 ? name : ' '.repeat(KEY_COLUMNS), 'key'), segment(text)],
    );
  });
}

function totalsPage(state: State): Page {
  const say = words(state.language);
  const columns = totalsColumns(state.columns - 2);
  const connections = state.store.connections();
  const head: Line[] = [
    [segment(` ${say.totalsTitle}`, 'strong')],
    [],
    [segment(totalsLine(say.totals, columns), 'dim')],
  ];
  return {
    length: head.length + connections.length,
    line(index) {
      const connection = connections[index - head.length];
      return connection ? [segment(totalsLine(totalsCells(connection, say), columns))] : (head[index] ?? []);
    },
  };
}

function totalsCells(connection: ConnectionTotals, say: Words): Readonly<Record<TotalsColumn, string>> {
  const { client, server } = connection.sides;
  const seconds = Math.max(0.001, (connection.lastAt - connection.openedAt) / 1000);
  return {
    connection: `#${connection.connection}`,
    client: connection.client,
    state: say.states[connection.state],
    speaks: connection.dissector?.name ?? '?',
    up: short(client.frames, 'up'),
    upBytes: short(client.bytes, 'upBytes'),
    down: short(server.frames, 'down'),
    downBytes: short(server.bytes, 'downBytes'),
    rate: short(Math.round((client.bytes + server.bytes) / seconds), 'rate'),
  };
}

type TotalsColumn = keyof Words['totals'];

const TOTALS_WIDTHS: Readonly<Record<TotalsColumn, number>> = {
  connection: 6,
  client: 22,
  state: 9,
  speaks: 13,
  up: 11,
  upBytes: 9,
  down: 11,
  downBytes: 9,
  rate: 8,
};
/** What is left out where there is less room, the first ones first. */
const DISPENSABLE: readonly (readonly TotalsColumn[])[] = [
  ['client'],
  ['speaks'],
  ['state'],
  ['upBytes', 'downBytes'],
];

function totalsColumns(cells: number): TotalsColumn[] {
  let columns = Object.keys(TOTALS_WIDTHS) as TotalsColumn[];
  for (const names of DISPENSABLE) {
    if (totalsWidth(columns) <= cells) break;
    columns = columns.filter((name) => !names.includes(name));
  }
  return columns;
}

function totalsWidth(columns: readonly TotalsColumn[]): number {
  return columns.reduce((sum, name) => sum + TOTALS_WIDTHS[name], 1);
}

const NUMBERS: ReadonlySet<TotalsColumn> = new Set(['up', 'upBytes', 'down', 'downBytes', 'rate']);

/** In thousands or more where it would fill its column, and run into the one before. */
function short(value: number, column: TotalsColumn): string {
  const texts = ['', 'k', 'M', 'G'].map((unit, power) => `${Math.round(value / 1000 ** power)}${unit}`);
  return texts.find(({ length }) => length < TOTALS_WIDTHS[column]) ?? '…';
}

function totalsLine(cells: Readonly<Record<TotalsColumn, string>>, columns: readonly TotalsColumn[]): string {
  const aligned = columns.map((name) =>
    NUMBERS.has(name) ? cells[name].padStart(TOTALS_WIDTHS[name]) : cells[name].padEnd(TOTALS_WIDTHS[name]),
  );
  return ` ${aligned.join('')}`;
}
