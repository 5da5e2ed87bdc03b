/** A process that a program of the course starts loads files as its parent does, and does nothing else that it does. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { loaderWords } from '../../lessons/course/loader-words.ts';
import { ROOT } from '../support.ts';

const TSX = import.meta.resolve('tsx');

test('of the words of a Node, those that say how files are loaded are handed down', () => {
  const cases: readonly (readonly [words: string[], handedDown: string[]])[] = [
    [[], []],
    [
      ['--import', 'tsx'],
      ['--import', TSX],
    ],
    [['--import=tsx'], [`--import=${TSX}`]],
    [
      ['-r', 'tsx', '-e', 'run()'],
      ['-r', 'tsx'],
    ],
    [
      ['--require', '/a=b.cjs', '--import', 'file:///c.mjs', '--eval', 'run()\n'],
      ['--require', '/a=b.cjs', '--import', 'file:///c.mjs'],
    ],
    [
      ['--import', 'tsx', '--input-type=module', '--print', '1'],
      ['--import', TSX],
    ],
    [
      ['--experimental-strip-types', '--no-warnings'],
      ['--experimental-strip-types', '--no-warnings'],
    ],
    [
      ['--conditions=a', '-C', 'b', '--disable-warning=ExperimentalWarning'],
      ['--conditions=a', '-C', 'b', '--disable-warning=ExperimentalWarning'],
    ],
    [['--test', '--watch', '-i', '-c', '--inspect-brk=0', '--max-old-space-size=90', '-pe', '1'], []],
  ];
  for (const [words, handedDown] of cases) assert.deepEqual(loaderWords(words), handedDown, words.join(' '));
});

/** Runs `code` with `node -e`; a second run of it, in a process that it has started, says so and ends. */
function evaluate(code: string) {
  const guarded = `if (process.env.LESSON_TWICE) { console.log('once more'); process.exit(7); }
    process.env.LESSON_TWICE = '1'; ${code}`;
  return spawnSync(process.execPath, ['--import', TSX, '--input-type=module', '-e', guarded], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 20_000,
  });
}

const url = (path: string) => JSON.stringify(pathToFileURL(join(ROOT, path)).href);

test('an exercise is checked from node -e', () => {
  const exercise = join(ROOT, 'lessons', '01-echo', 'exercise');
  const [check, solution] = ['check.ts', 'solution.ts'].map((name) => JSON.stringify(join(exercise, name)));
  const { stdout, stderr } = evaluate(`
    const { checkFile } = await import(${url('lessons/course/check.ts')});
    const { failure, output } = await checkFile(${check}, ${solution}, { longestMs: 10_000 });
    console.log(JSON.stringify({ failure, output }));`);
  assert.equal(stdout, '{"output":""}\n', stderr);
});

test("a lesson's program is run from node -e", () => {
  const { stdout, stderr } = evaluate(`
    const { Program } = await import(${url('lessons/course/program.ts')});
    const program = new Program('lessons/01-echo/server.ts', ['0']);
    console.log(await program.line());
    await program.stop();`);
  assert.match(stdout, /^LISTEN/, stderr);
});
