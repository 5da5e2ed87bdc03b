/**
 * `npm run torture`: every torture in its long form, one after the other; `npm run torture -- relay screen` those whose
 * name has one of the words. `--seed N` repeats what chance did. A line for each: what was tried, how often, what was
 * lost. Their short forms are tests like all others (test/run.ts runs them).
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chooseSeed } from '../lessons/course/cuts.ts';

const HERE = fileURLToPath(new URL('torture/', import.meta.url));
const REPORTER = new URL('torture/lines.ts', import.meta.url).href;
const SUFFIX = '.test.ts';

const { values, positionals } = parseArgs({ options: { seed: { type: 'string' } }, allowPositionals: true });
const seed = Number(values.seed ?? chooseSeed());
const names = readdirSync(HERE)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .filter((name) => positionals.length === 0 || positionals.some((word) => name.includes(word)))
  .sort();

if (names.length === 0 || !Number.isInteger(seed)) {
  console.error(
    'npm run torture -- [NAME…] [--seed N]: no torture has such a name, or N is not a whole number',
  );
  process.exit(2);
}

console.log(`seed ${seed}`);
const env = { ...process.env, TORTURE: 'long', TORTURE_SEED: String(seed) };
const failed: string[] = [];
for (const name of names) {
  console.log(`\n${name}`);
  const words = [...process.execArgv, '--test-reporter', REPORTER, join(HERE, name + SUFFIX)];
  const child = spawn(process.execPath, words, { stdio: 'inherit', env });
  const [code] = await once(child, 'close');
  if (code !== 0) failed.push(name);
}
const outcome = failed.length === 0 ? 'all survived' : `not survived: ${failed.join(', ')}`;
console.log(`\n${names.length} tortures, ${outcome}, seed ${seed}`);
process.exitCode = failed.length === 0 ? 0 : 1;
