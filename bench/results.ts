/**
 * The results as text: a table for each bench in RESULTS.md, a line for each row on the terminal.
 *
 * A section stands there until its bench runs again, so one bench can be repeated alone; each section says on what
 * machine it was measured, and how busy that was before.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Goal, judge, median, ROUNDS, type Row } from './bench.ts';

const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));

const INTRODUCTION = `# Results

Written by \`npm run bench\`, which makes them again; \`npm run bench -- NAME\` makes one section. Each figure is the median
of ${ROUNDS} rounds, of ours against a peer that ran in turn with it on the same machine; the spread is the least and the most of
them. No figure means anything by itself, or on another machine.
`;

/** The machine, and what it was doing before. */
export function machine(): string {
  const [load = 0] = loadavg();
  const cores = cpus();
  return `${cores.length} × ${cores[0]?.model.trim()}, ${platform()} ${release().split('-')[0]}, Node ${process.version}; load before: ${load.toFixed(1)}`;
}

/** Puts the section of bench `name` in the place of the one that was there. */
export function record(name: string, madeOn: string, rows: readonly Row[]): void {
  const sections = readSections();
  sections.set(name, [madeOn, table(rows)].join('\n\n'));
  const bodies = [...sections].map(([title, body]) => `## ${title}\n\n${body}\n`);
  writeFileSync(RESULTS, [INTRODUCTION, ...bodies].join('\n'));
}

function readSections(): Map<string, string> {
  const text = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [title = '', ...body] = section.split('\n');
      return [title, body.join('\n').trim()];
    }),
  );
}

function table(rows: readonly Row[]): string {
  const heading = ['| what | against | goal | median | spread | |', '| --- | --- | --- | --- | --- | --- |'];
  const lines = rows.map((row) => `| ${[row.what, row.against, ...cells(row)].join(' | ')} |`);
  return [...heading, ...lines].join('\n');
}

/** `inspector, bulk, against pipe: 0.91 × (0.88 to 0.95), at least 0.85: met`. */
export function line(row: Row): string {
  const [goal, middle, spread, rest] = cells(row);
  if ('skipped' in row) return `${row.what}, against ${row.against}: ${rest}`;
  return `${row.what}, against ${row.against}: ${middle} (${spread}); ${goal}: ${rest}`;
}

/** Goal, median, spread, and what there is to say. */
function cells(row: Row): [string, string, string, string] {
  const unit = row.unit ?? '×';
  const goal = goalText(row.goal, unit);
  if ('skipped' in row) return [goal, '', '', `skipped: ${row.skipped}`];
  const middle = median(row.samples);
  const spread = `${figure(Math.min(...row.samples))} to ${figure(Math.max(...row.samples))}`;
  const verdict = judge(row.goal, middle);
  const said = verdict === 'missed' ? '**missed**' : verdict === 'stretch' ? 'met, stretch too' : 'met';
  return [goal, `${figure(middle)} ${unit}`, spread, row.note ? `${said}; ${row.note}` : said];
}

function goalText(goal: Goal, unit: string): string {
  const bound = 'atLeast' in goal ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`;
  return goal.stretch === undefined ? `${bound} ${unit}` : `${bound} ${unit}, stretch ${goal.stretch}`;
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
