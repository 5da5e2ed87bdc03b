/** Whatever a student's file does, the check ends and says in a sentence what happened. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { report } from '../../lessons/commands/report.ts';
import type { Situation } from '../../lessons/commands/situation.ts';
import { type Checked, checkFile } from '../../lessons/course/check.ts';
import { Progress } from '../../lessons/course/progress.ts';
import { temporaryFolder } from '../support.ts';
import { FIXTURE_LESSONS } from './course.ts';

const CHECK = join(FIXTURE_LESSONS.lessons, '01-mirror', 'exercise', 'check.ts');

async function checkCode(t: TestContext, code: string): Promise<Checked & { readonly told: string }> {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const file = join(folder, 'exercise.ts');
  writeFileSync(file, code);
  const checked = await checkFile(CHECK, file);
  return { ...checked, told: report(checked, situationOf(t), 400).join('\n') };
}

function situationOf(t: TestContext): Situation {
  const folder = temporaryFolder(t);
  const workshop = { ...FIXTURE_LESSONS, work: folder, progress: join(folder, 'progress.json') };
  const options = { step: 0, auto: false, giveUp: false, yes: false, seed: undefined };
  const progress = new Progress(workshop, () => {});
  return { language: 'en', workshop, progress, all: ['01-mirror'], slug: '01-mirror', words: [], options };
}

const mirror = (body: string) => `export function mirror(bytes) { ${body} }`;
const RIGHT = 'Buffer.from(bytes).reverse()';

test('an endless loop is stopped, and its check names the mistake', async (t) => {
  const { failure, mistake, steps, told } = await checkCode(t, mirror('for (;;);'));
  assert.deepEqual(failure, { kind: 'stuck', idle: false });
  assert.equal(mistake?.key, 'endless');
  assert.deepEqual(
    steps.map(({ input }) => input),
    ['61 62 63 0a  "abc\\n"'],
  );
  assert.match(told, /was stopped/);
});

test('a promise that nobody resolves is told from a wait that goes on', async (t) => {
  const idle = await checkCode(t, 'await new Promise(() => {}); export const mirror = () => {};');
  assert.deepEqual(idle.failure, { kind: 'stuck', idle: true });
  const waiting = await checkCode(t, 'setInterval(() => {}, 10); await new Promise(() => {});');
  assert.deepEqual(waiting.failure, { kind: 'stuck', idle: false });
});

const TOLD: Readonly<Record<string, { code: string; kind: string; told: RegExp }>> = {
  'process.exit() in a function': {
    code: mirror('process.exit(0);'),
    kind: 'left',
    told: /ended the whole program \(exit code 0\)/,
  },
  'a signal': { code: mirror("process.kill(process.pid, 'SIGKILL');"), kind: 'left', told: /SIGKILL/ },
  'a syntax error': {
    code: '\nexport function mirror(bytes { }',
    kind: 'not-loaded',
    told: /cannot be loaded\.\n +SyntaxError: [^/]+\n +In line 2 /,
  },
  'a missing export': {
    code: 'function mirror() {}',
    kind: 'not-exported',
    told: /does not export mirror/,
  },
  'a file that is not there': {
    code: "import { x } from './nowhere.ts'; export const mirror = x;",
    kind: 'not-loaded',
    told: /Cannot find module '\.\/nowhere\.ts' imported from exercise\.ts/,
  },
  'an error that is thrown': {
    code: mirror("\nthrow new RangeError('bad\\x1b[31m');"),
    kind: 'threw',
    told: /RangeError: bad\\x1b\[31m\n +In line 2 of your file/,
  },
  'an error in a callback': {
    code: mirror(`setImmediate(() => { throw new Error('late'); }); return new Promise(() => {});`),
    kind: 'differs',
    told: /received {2}\[Promise\]/,
  },
  'a value that throws when it is looked at': {
    code: mirror("return { get a() { throw new Error('gotcha'); } };"),
    kind: 'threw',
    told: /gotcha/,
  },
};

for (const [what, { code, kind, told }] of Object.entries(TOLD))
  test(`${what} becomes a sentence`, async (t) => {
    const checked = await checkCode(t, code);
    assert.equal(checked.failure?.kind, kind, checked.told);
    assert.match(checked.told, told);
    assert.doesNotMatch(checked.told, /\x1b|node:internal/);
  });

test("an error in a callback, while the check waits, is the student's", async (t) => {
  const code = `setImmediate(() => { throw new Error('late'); }); await new Promise(() => {});`;
  const { failure, told } = await checkCode(t, code);
  assert.equal(failure?.kind, 'threw');
  assert.match(told, /late\n +In line 1/);
});

test('what the code prints is shown apart, made harmless, and not without end', async (t) => {
  const printing = "console.log('one\\x1b[2J'); console.error('two');";
  const { output, told } = await checkCode(t, mirror(`${printing} return ${RIGHT};`));
  assert.match(output, /one.*\n/);
  assert.match(told, /Your code printed:\n {2}│ one\\x1b\[2J\n/);
  assert.match(told, /│ two/);
  const flood = await checkCode(t, mirror("for (;;) console.log('flood');"));
  assert.ok(flood.told.split('\n').length < 40);
  assert.match(flood.told, /│ … and more/);
});

test('a solution passes every check', async (t) => {
  const { failure, passed } = await checkCode(t, mirror(`return ${RIGHT};`));
  assert.equal(failure, undefined);
  assert.equal(passed.length, 3);
});

test("what a process of the student's still has open is not waited for", async (t) => {
  const starting = "import { spawn } from 'node:child_process';";
  const child =
    "const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });";
  const printing = "console.log('child', child.pid);";
  const { failure, output } = await checkCode(
    t,
    `${starting}${child}${printing}${mirror(`return ${RIGHT};`)}`,
  );
  process.kill(Number(/child (\d+)/.exec(output)?.[1]), 'SIGKILL');
  assert.equal(failure, undefined);
});
