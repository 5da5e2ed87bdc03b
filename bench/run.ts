/**
 * `npm run bench`: how fast, against peers, measured side by side; the results go to RESULTS.md. Words choose benches:
 * `npm run bench -- requests file`. `--quick` only tries whether they work: small, one round, nothing is written.
 *
 * Each bench has a process of its own and a time after which it is ended, so that none bears on the next.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Bench, judge, median, type Row } from './bench.ts';
import { line, machine, record } from './results.ts';

const NAMES = ['requests', 'file', 'crowd', 'relay', 'screen', 'growth', 'start'] as const;
/** So many times as long as it should take is too long. */
const PATIENCE = 4;

const SCRIPT = fileURLToPath(import.meta.url);

async function load(name: string): Promise<Bench> {
  const { bench } = (await import(`./${name}.ts`)) as { bench: Bench };
  return bench;
}

/** In a process of its own: each row is sent as soon as it is measured. */
async function runAlone(name: string): Promise<void> {
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => process.exit(1));
  const bench = await load(name);
  for await (const row of bench.rows()) await new Promise((sent) => process.send?.(row, sent));
  process.exit(0);
}

async function runInChild(name: string, seconds: number): Promise<{ rows: Row[]; failure: string }> {
  const child = fork(SCRIPT, ['--alone', name], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const rows: Row[] = [];
  child.on('message', (row: Row) => {
    rows.push(row);
    console.log(`  ${line(row)}`);
  });
  return { rows, failure: await ending(child, seconds * PATIENCE) };
}

/** Why the child did not finish; empty when it did. */
async function ending(child: ChildProcess, seconds: number): Promise<string> {
  let late = false;
  const patience = setTimeout(() => {
    late = true;
    child.kill();
  }, seconds * 1000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(patience);
  if (late) return `not done after ${seconds} s`;
  return code === 0 ? '' : `ended with ${code}`;
}

function isMissed(row: Row): boolean {
  return !('skipped' in row) && judge(row.goal, median(row.samples)) === 'missed';
}

async function runAll(words: readonly string[]): Promise<number> {
  const unknown = words.filter((word) => !NAMES.some((name) => name === word));
  if (unknown.length > 0) {
    console.error(`no bench ${unknown.join(', no bench ')}; there are ${NAMES.join(', ')}`);
    return 2;
  }
  const chosen = words.length === 0 ? NAMES : NAMES.filter((name) => words.includes(name));
  const benches = await Promise.all(
    chosen.map(async (name) => ({ name, seconds: (await load(name)).seconds })),
  );
  const all = benches.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`${chosen.join(', ')}: about ${Math.ceil(all / 60)} min in all`);
  let missed = 0;
  let failed = 0;
  for (const { name, seconds } of benches) {
    const madeOn = machine();
    console.log(`\n${name}, about ${seconds} s; ${madeOn}`);
    const { rows, failure } = await runInChild(name, seconds);
    if (failure) console.error(`  ${name}: ${failure}`);
    failed += failure ? 1 : 0;
    missed += rows.filter(isMissed).length;
    if (!process.env.BENCH_QUICK && rows.length > 0) record(name, madeOn, rows);
  }
  console.log(`\n${missed} goals missed, ${failed} benches failed`);
  return failed > 0 ? 1 : 0;
}

const [first = '', second = ''] = process.argv.slice(2);
if (first === '--alone') await runAlone(second);
else {
  const words = process.argv.slice(2);
  if (words.includes('--quick')) process.env.BENCH_QUICK = '1';
  process.exitCode = await runAll(words.filter((word) => word !== '--quick'));
}
