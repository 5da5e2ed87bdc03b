/**
 * `npm run torture`: the lessons' tests again and again, to find what fails one time in twenty. `npm run torture -- 5
 * walk` makes 5 rounds of the files whose path has that word. A line for each round; the output of those that failed.
 */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('run.ts', import.meta.url));
const ROUNDS = 20;
const MOST_ROUNDS = 1_000;
const ROUND_TIMEOUT_MS = 300_000;

const [first = '', ...others] = process.argv.slice(2);
const rounds = /^\d+$/.test(first) ? Math.min(Number(first), MOST_ROUNDS) : ROUNDS;
const words = [...(/^\d+$/.test(first) || first === '' ? [] : [first]), ...others];

/** Runs the tests once; resolves with what failed, empty when nothing did. */
async function runRound(): Promise<string> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, RUN, ...(words.length > 0 ? words : ['lessons/', 'lessons\\'])],
    { stdio: ['ignore', 'pipe', 'pipe'], timeout: ROUND_TIMEOUT_MS, killSignal: 'SIGKILL' },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const [code] = await new Promise<[number | null]>((resolve) =>
    child.once('close', (ended) => resolve([ended])),
  );
  return code === 0 ? '' : output.slice(Math.max(0, output.indexOf('failing tests:')));
}

let failed = 0;
for (let round = 1; round <= rounds; round += 1) {
  const started = performance.now();
  const failure = await runRound();
  if (failure) failed += 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`round ${round} of ${rounds}: ${failure ? 'failed' : 'passed'}, ${seconds} s`);
  if (failure) console.log(failure);
}
console.log(`${rounds - failed} of ${rounds} rounds passed`);
process.exitCode = failed === 0 && rounds > 0 ? 0 : 1;
