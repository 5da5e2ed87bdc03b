/**
 * Makes docs/inspector.svg: a picture of the inspector's screen, from a real run of its demonstration in a real terminal
 * emulator. `npm run picture`.
 */

import { writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import xterm from '@xterm/headless';
import type { Audience } from '../inspector/audience.ts';
import { startDemo } from '../inspector/demo.ts';
import { readInspectorOptions } from '../inspector/options.ts';
import { runScreen } from '../inspector/run-screen.ts';
import { Store } from '../inspector/store.ts';

const COLUMNS = 120;
const ROWS = 34;
const CELL = { width: 8.4, height: 17, size: 14 } as const;
const BACKGROUND = '#1c1c1c';
const FOREGROUND = '#dadada';

const terminal = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
const input = new PassThrough();
const output = Object.assign(new PassThrough(), { columns: COLUMNS, rows: ROWS, isTTY: true });
output.on('data', (bytes: Buffer) => terminal.write(bytes));

const settings = readInspectorOptions('en', ['--demo', '--theme', 'dark']);
const store = new Store(settings.bounds);
let audience: Audience | undefined;
const source = await startDemo((event) => {
  store.add(event);
  audience?.captured(event);
});
const screen = runScreen(
  settings,
  store,
  source,
  (listening) => {
    audience = listening;
  },
  { input, output },
);
await source.finished;
// To the request for a file, its length field, which the explanation works out:
for (const key of [':', '8', '\r', '\t', 'j', 'j', 'j', 'j', 'j']) {
  input.write(key);
  await pause(50);
}
await pause(200);
writeFileSync(new URL('inspector.svg', import.meta.url), picture());
input.write('q');
await screen;
await source.stop();
process.exit(0);

interface Run {
  text: string;
  readonly column: number;
  readonly foreground: string;
  readonly background: string;
  readonly bold: boolean;
  readonly underline: boolean;
}

function picture(): string {
  const width = Math.ceil(COLUMNS * CELL.width);
  const height = ROWS * CELL.height + 8;
  const rows = Array.from({ length: ROWS }, (_, row) =>
    rowRuns(row)
      .map((run) => runSvg(run, row))
      .join(''),
  );
  const style = `font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${CELL.size}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${style}>`,
    '<title>The inspector: the length field of a request, its bytes, and what they mean</title>',
    `<rect width="${width}" height="${height}" fill="${BACKGROUND}"/>`,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

function rowRuns(row: number): Run[] {
  const line = terminal.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let column = 0; column < COLUMNS; column += 1) {
    const cell = line?.getCell(column);
    if (!cell) continue;
    const colours = [
      cell.isFgDefault() ? FOREGROUND : colour(cell.getFgColor()),
      cell.isBgDefault() ? BACKGROUND : colour(cell.getBgColor()),
    ] as const;
    const [foreground, background] = cell.isInverse() ? [colours[1], colours[0]] : colours;
    const look = { foreground, background, bold: cell.isBold() !== 0, underline: cell.isUnderline() !== 0 };
    const text = cell.getChars() || ' ';
    const last = runs.at(-1);
    if (last && sameLook(last, look)) last.text += text;
    else runs.push({ ...look, text, column });
  }
  return runs;
}

type Look = Omit<Run, 'text' | 'column'>;

function sameLook(a: Look, b: Look): boolean {
  const { foreground, background, bold, underline } = a;
  return (
    foreground === b.foreground && background === b.background && bold === b.bold && underline === b.underline
  );
}

function runSvg({ text, column, foreground, background, bold, underline }: Run, row: number): string {
  const x = (column * CELL.width).toFixed(1);
  const width = (text.length * CELL.width).toFixed(1);
  const box =
    background === BACKGROUND
      ? ''
      : `<rect x="${x}" y="${row * CELL.height + 4}" width="${width}" height="${CELL.height}" fill="${background}"/>`;
  if (text.trim() === '' && !underline) return box;
  const looks = `${bold ? ' font-weight="bold"' : ''}${underline ? ' text-decoration="underline"' : ''}`;
  const place = `x="${x}" y="${(row + 1) * CELL.height}" textLength="${width}" xml:space="preserve"`;
  return `${box}<text ${place} fill="${foreground}"${looks}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A colour of the 256-colour palette. */
function colour(index: number): string {
  if (index >= 232) return rgb([8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10]);
  if (index < 16)
    return (
      ['#000000', '#cd0000', '#00cd00', '#cdcd00', '#0000ee', '#cd00cd', '#00cdcd', '#e5e5e5'][index % 8] ??
      FOREGROUND
    );
  const cube = index - 16;
  return rgb(
    [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((level) =>
      level === 0 ? 0 : 55 + level * 40,
    ),
  );
}

function rgb(levels: readonly number[]): string {
  return `#${levels.map((level) => level.toString(16).padStart(2, '0')).join('')}`;
}
