/** Every lesson's tests again and again, several files at once: what fails one time in twenty is found here. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ROOT } from '../support.ts';
import { account, ONLY_LONG } from './form.ts';

const ROUNDS = 20;
const WORDS = ['lessons/', 'lessons\\'];

/** What failed; empty when nothing did. */
async function round(t: TestContext): Promise<string> {
  const { TORTURE: _long, NODE_TEST_CONTEXT: _child, ...env } = process.env;
  const words = ['--import', 'tsx', join('test', 'run.ts'), ...WORDS];
  const tests = spawn(process.execPath, words, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => tests.kill('SIGKILL'));
  let output = '';
  tests.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(tests, 'close');
  return code === 0 ? '' : output.slice(Math.max(0, output.indexOf('failing tests:')));
}

test(`the lessons' tests pass ${ROUNDS} times`, { skip: ONLY_LONG }, async (t) => {
  const lost: string[] = [];
  for (let rounds = 1; rounds <= ROUNDS; rounds += 1) lost.push(await round(t));
  assert.equal(lost.length, ROUNDS);
  account(t, ROUNDS, 'rounds of all lessons', lost.filter(Boolean));
});
