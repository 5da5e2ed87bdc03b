/** Pages that cover the panes: the keys, and the totals of each connection. */

import { BINDINGS } from '../keys.ts';
import type { State } from '../state.ts';
import type { ConnectionTotals } from '../store.ts';
import { fit, type Line, segment, wrap } from './lines.ts';
import { type Words, words } from './words.ts';

/** The page that covers the panes, in `height` lines of `columns`, scrolled as far as the state says. */
export function overlayPage(state: State, columns: number, height: number): Line[] {
  const page = state.overlay === 'help' ? helpPage(state, columns) : totalsPage(state);
  const top = Math.min(state.overlayTop, Math.max(0, page.length - height));
  return page.slice(top, top + height).map((line) => fit(line, columns));
}

function helpPage(state: State, columns: number): Line[] {
  const say = words(state.language);
  const rows = BINDINGS.map(
    ({ shown, help }): Line => [segment(`  ${shown.padEnd(11)}`, 'key'), segment(help[state.language])],
  );
  const half = Math.ceil(rows.length / 2);
  const twoColumns = columns >= 110;
  const body = twoColumns
    ? rows
        .slice(0, half)
        .map((row, index) => [...fit(row, Math.floor(columns / 2)), ...(rows[half + index] ?? [])])
    : rows;
  const legend = wrap(say.helpLegend, columns - 4, 4).map((text): Line => [segment(`  ${text}`, 'dim')]);
  return [[segment(` ${say.helpTitle}`, 'strong')], [], ...body, [], ...legend];
}

function totalsPage(state: State): Line[] {
  const say = words(state.language);
  const { totals } = say;
  const head = totalsLine([
    totals.connection,
    totals.client,
    totals.state,
    totals.speaks,
    totals.up,
    totals.upBytes,
    totals.down,
    totals.downBytes,
    totals.rate,
  ]);
  const rows = state.store.connections().map((connection): Line => [segment(totalsRow(connection, say))]);
  return [[segment(` ${say.totalsTitle}`, 'strong')], [], [segment(head, 'dim')], ...rows];
}

function totalsRow(connection: ConnectionTotals, say: Words): string {
  const { client, server } = connection.sides;
  const seconds = Math.max(0.001, (connection.lastAt - connection.openedAt) / 1000);
  return totalsLine([
    `#${connection.connection}`,
    connection.client,
    say.states[connection.state],
    connection.dissector?.name ?? '?',
    String(client.frames),
    String(client.bytes),
    String(server.frames),
    String(server.bytes),
    String(Math.round((client.bytes + server.bytes) / seconds)),
  ]);
}

const TOTALS_WIDTHS = [6, 22, 10, 14, 11, 12, 11, 12, 10] as const;

function totalsLine(cells: readonly string[]): string {
  return ` ${cells.map((text, index) => text.padEnd(TOTALS_WIDTHS[index] ?? 10)).join('')}`;
}
