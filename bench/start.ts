/** How long from the command to the first words, against a script that has nothing to say. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, interleave, median, type Row, ratios } from './bench.ts';
import { ROOT, temporaryFolder } from './processes.ts';

const COMMANDS = {
  'npx tsx inspector --help': ['inspector', '--help'],
  'npx tsx echo-client.ts --help': ['echo-client.ts', '--help'],
  'npx tsx echo-server.ts --help': ['echo-server.ts', '--help'],
  "npx tsx lessons/01-echo, a lesson's first words": ['lessons/01-echo'],
} as const;
const NOTHING = 'npx tsx on an empty file';

/** Resolves with the milliseconds until the first words, or the end where there are none. */
async function firstWords(words: readonly string[]): Promise<number> {
  const begin = performance.now();
  // A group of its own: npx starts tsx, tsx starts Node, and all of them have to go.
  const child = spawn('npx', ['tsx', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'], // npm grumbles there
    detached: true,
  });
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  const milliseconds = performance.now() - begin;
  if (child.exitCode === null && child.pid) endGroup(child.pid);
  await closed;
  return milliseconds;
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It had ended in the meantime.
  }
}

async function* rows(): AsyncGenerator<Row, void> {
  const empty = join(temporaryFolder(), 'empty.ts');
  writeFileSync(empty, '');
  const runs: Record<string, () => Promise<number>> = { [NOTHING]: () => firstWords([empty]) };
  for (const [name, words] of Object.entries(COMMANDS)) runs[name] = () => firstWords(words);
  const times = await interleave(runs);
  const nothing = times[NOTHING] ?? [];
  for (const what of Object.keys(COMMANDS)) {
    const own = times[what] ?? [];
    const note = `${Math.round(median(own))} to ${Math.round(median(nothing))} ms`;
    yield { what, against: NOTHING, goal: { atMost: 1.25 }, samples: ratios(own, nothing), note };
  }
}

export const bench: Bench = { seconds: 50, rows };
