/** `npx tsx lessons` as a student types it: each command, in a pipe, through the real program. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Ended } from '../support.ts';
import { newCourse } from './course.ts';

const EXERCISE = join('01-mirror', 'exercise.ts');

function assertEnded(ended: Ended, code: number, said: RegExp): void {
  assert.equal(ended.code, code, ended.stdout + ended.stderr);
  assert.match(code === 0 ? ended.stdout : ended.stdout + ended.stderr, said);
  assert.doesNotMatch(ended.stdout, /\x1b/, 'no escapes in a pipe');
  assert.doesNotMatch(ended.stderr, /^ +at /m, 'a sentence, not a stack');
}

test('a student goes from the list to the next lesson by typing what is said', async (t) => {
  const course = newCourse(t);
  const typeNext = async (said: string) => {
    const [, words = ''] =
      [...said.matchAll(/npx tsx lessons ((?:run|start|check|solution) \d\d)/g)].at(-1) ?? [];
    return { words, ended: await course.run(...words.split(' ')) };
  };
  const list = await course.run();
  assertEnded(list, 0, /0 of 2 passed.*01 mirror {2}"a mirror understands/s);
  const walk = await typeNext(list.stdout);
  assert.equal(walk.words, 'run 01');
  assertEnded(walk.ended, 0, /step 1 of 1/);
  const start = await typeNext(walk.ended.stdout);
  assert.equal(start.words, 'start 01');
  assertEnded(start.ended, 0, /gives back the bytes in reverse.*work.01-mirror.exercise\.ts/s);
  assertEnded(
    await course.run('check'),
    1,
    /✘ a word.*came back in their order.*hint: npx tsx lessons hint 01/s,
  );
  course.answer('01-mirror', 'solution.ts');
  const passed = await course.run('check');
  assertEnded(passed, 0, /✔ a word.*You have passed 01 · mirror.*solution 01.*run 02/s);
  assertEnded(await course.run('list'), 0, /1 of 2 passed.* ✔ 01 mirror.*run 02/s);
});

test('the exercise is handed out once and never overwritten', async (t) => {
  const course = newCourse(t);
  await course.run('start', 'mirror');
  const delivered = readFileSync(join(course.lessons, '01-mirror', 'exercise', 'exercise.ts'), 'utf8');
  assert.equal(readFileSync(join(course.work, EXERCISE), 'utf8'), delivered);
  course.write('01-mirror', '// mine\n');
  assertEnded(await course.run('start', '1'), 0, /as you left it/);
  assert.equal(readFileSync(join(course.work, EXERCISE), 'utf8'), '// mine\n');
});

test('a seed that was printed makes the same cuts again', async (t) => {
  const course = newCourse(t);
  course.write(
    '02-length',
    `${readFileSync(join(course.lessons, '02-length/exercise/solution.ts'), 'utf8')}
    const push = MessageDecoder.prototype.push;
    let calls = 0;
    MessageDecoder.prototype.push = function (bytes) { calls += 1; return calls > 40 ? [bytes] : push.call(this, bytes); };`,
  );
  const first = await course.run('check', '02', '--seed', '4711');
  assertEnded(first, 1, /cut at random, number \d+, seed 4711/);
  assert.equal((await course.run('check', '02', '--seed', '4711')).stdout, first.stdout);
});

test('hints come one by one, are remembered, and can be asked for again', async (t) => {
  const course = newCourse(t);
  assertEnded(await course.run('hint'), 0, /Hint 1\/3.*Which byte comes first\?.*lessons hint 01/s);
  assertEnded(await course.run('hint'), 0, /Hint 2\/3/);
  assertEnded(await course.run('hint', '01', '1'), 0, /Hint 1\/3/);
  assertEnded(await course.run('hint'), 0, /Hint 3\/3.*solution 01 --give-up/s);
  const after = await course.run('hint');
  assertEnded(after, 0, /Hint 1\/3.*Hint 2\/3.*Hint 3\/3.*That was the last hint.*solution 01 --give-up/s);
  course.progressNow().note('01-mirror', { passed: true });
  const passed = await course.run('hint', '01');
  assertEnded(passed, 0, /You have passed.*lessons solution 01\n/s);
  assertEnded(await course.run('hint', '01', '4'), 2, /only 1 to 3/);
});

test('the solution is for who has passed, or gives up, and is compared with what one has', async (t) => {
  const course = newCourse(t);
  assertEnded(await course.run('solution'), 1, /once your answer passes.*--give-up/s);
  course.answer('01-mirror', 'wrong/in-place.ts');
  assertEnded(await course.run('solution', '--give-up'), 0, /^ {2}- +return bytes\.reverse\(\);\n {2}\+ /m);
  course.answer('01-mirror', 'solution.ts');
  assert.equal((await course.run('check', '1')).code, 0);
  assertEnded(await course.run('solution', '1'), 0, /Yours is the same/);
});

test('diff shows what changed in the programs and nothing else', async (t) => {
  const course = newCourse(t);
  const asked = await course.run('diff', '01', '02');
  assertEnded(
    asked,
    0,
    /01 · mirror → 02 · length.*framing\.ts {3}\+5 -0 {3}new.*^ {2}\+ import \{ encodeMessage/ms,
  );
  assert.match(asked.stdout, /5 lines of code changed \(\+8 -2 with comments\) in framing\.ts, server\.ts\./);
  assert.doesNotMatch(asked.stdout, /README|steps\.ts|solution/);
  assert.equal((await course.run('diff', 'length')).stdout, asked.stdout, 'against the one before');
  assertEnded(await course.run('diff', '1'), 1, /first lesson/);
});

test('without the package that compares, only comparing does not work', async (t) => {
  const course = newCourse(t, { installed: false });
  assertEnded(await course.run('diff', '2'), 1, /npm ci/);
});

test('reset keeps the answer under another name and forgets the progress, when it is agreed', async (t) => {
  const course = newCourse(t);
  course.progressNow().note('01-mirror', { passed: true });
  course.write('01-mirror', '// 0\n');
  assertEnded(await course.run('reset', '1'), 2, /reset 01 --yes/);
  for (const text of ['// 0\n', '// 1\n']) {
    course.write('01-mirror', text);
    assertEnded(await course.run('reset', '1', '--yes'), 0, /Your answer is now.*start 01/s);
  }
  const kept = readdirSync(join(course.work, '01-mirror'));
  for (const name of kept) assert.match(name, /^exercise\.\d{8}-\d{6}(-2)?\.ts$/);
  const texts = kept.map((name) => readFileSync(join(course.work, '01-mirror', name), 'utf8'));
  assert.deepEqual(texts.sort(), ['// 0\n', '// 1\n']);
  assert.equal(course.progressNow().of('01-mirror').begun, false);
});

test('watch checks at once and at every save, also by renaming, and stays after a pass', async (t) => {
  const course = newCourse(t);
  course.answer('01-mirror', 'exercise.ts');
  const program = course.start('watch', '1');
  await program.prints(/came back in their order.*Waiting/s);
  course.answer('01-mirror', 'wrong/in-place.ts');
  await program.prints(/changed the bytes.*Waiting/s);
  const saved = join(course.work, '01-mirror', 'exercise.ts~');
  writeFileSync(saved, readFileSync(join(course.lessons, '01-mirror/exercise/solution.ts')));
  renameSync(saved, join(course.work, EXERCISE));
  await program.prints(/You have passed.*Waiting/s);
  course.answer('01-mirror', 'wrong/empty.ts');
  await program.prints(/refused an empty message.*Waiting/s);
  program.child.kill('SIGINT');
  const { code, stdout } = await program.ended;
  assert.equal(code, process.platform === 'win32' ? null : 0);
  assert.doesNotMatch(stdout, /\x1b/);
});

test('watch says that it checks, and that the file has gone and come back', async (t) => {
  const course = newCourse(t);
  course.answer('01-mirror', 'exercise.ts');
  const program = course.start('watch', '1');
  await program.prints(/Checking.*Waiting/s);
  renameSync(join(course.work, EXERCISE), join(course.work, 'aside.ts'));
  await program.prints(/Your file has gone/);
  renameSync(join(course.work, 'aside.ts'), join(course.work, EXERCISE));
  await program.prints(/Checking.*Waiting/s);
  program.child.kill('SIGINT');
  await program.ended;
});

test('help is a command too, in both languages', async (t) => {
  const course = newCourse(t);
  const { stdout } = await course.run('--help', '--lang', 'en');
  for (const word of ['help', 'ajuda', 'HELP'])
    assert.equal((await course.run(word, '--lang', 'en')).stdout, stdout);
  assertEnded(await course.run('ajuda', '--lang', 'pt'), 0, /Uso: npx tsx lessons/);
});

test('what has not been begun is not checked', async (t) => {
  const course = newCourse(t);
  assertEnded(await course.run('check'), 1, /begins with: npx tsx lessons start 01/);
});

test('who has passed everything is told so', async (t) => {
  const course = newCourse(t);
  for (const slug of ['01-mirror', '02-length']) course.progressNow().note(slug, { passed: true });
  assertEnded(await course.run(), 0, /2 of 2 passed.*You have passed them all/s);
  assertEnded(await course.run('run'), 2, /passed every lesson/);
});

test('a broken progress file costs a sentence, not the command', async (t) => {
  const course = newCourse(t);
  writeFileSync(course.progress, '{"lessons":');
  const { code, stdout, stderr } = await course.run();
  assert.equal(code, 0);
  assert.match(stdout, /0 of 2 passed/);
  assert.match(stderr, /^The progress in .* could not be understood\. [^\n]*\n$/);
});

test('the same in Portuguese', async (t) => {
  const course = newCourse(t);
  assertEnded(await course.run('start', '--lang', 'pt'), 0, /bytes ao contrário.*Seu arquivo/s);
  assertEnded(
    await course.run('check', '--lang', 'pt'),
    1,
    /esperado.*recebido.*voltaram na mesma ordem.*dica:/s,
  );
});
