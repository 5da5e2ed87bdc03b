/** What is remembered of a student's way, and what a broken file does to it. */

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Progress } from '../../lessons/course/progress.ts';
import { Program, temporaryFolder } from '../support.ts';

const SLUGS = ['01-echo', '02-byte-stream', '03-text-and-bytes'];

function newDesk(t: TestContext) {
  const folder = temporaryFolder(t);
  const workshop = {
    folder,
    lessons: '',
    work: join(folder, 'work'),
    progress: join(folder, '.progress.json'),
  };
  const said: string[] = [];
  return { workshop, said, open: () => new Progress(workshop, ({ en }) => said.push(en)) };
}

test('what is noted is there the next time, and nothing is said about it', (t) => {
  const { open, said } = newDesk(t);
  open().note('02-byte-stream', { hints: 2 });
  open().note('02-byte-stream', { passed: true });
  assert.deepEqual(open().of('02-byte-stream'), { begun: true, passed: true, hints: 2, step: 0 });
  assert.deepEqual(open().of('01-echo'), { begun: false, passed: false, hints: 0, step: 0 });
  assert.deepEqual(said, []);
});

test('one goes on with what one worked on last, then with what comes after it, then with what was left out', (t) => {
  const progress = newDesk(t).open();
  assert.equal(progress.current(SLUGS), '01-echo');
  progress.note('02-byte-stream', {});
  assert.equal(progress.current(SLUGS), '02-byte-stream');
  progress.note('02-byte-stream', { passed: true });
  assert.equal(progress.current(SLUGS), '03-text-and-bytes');
  progress.note('03-text-and-bytes', { passed: true });
  assert.equal(progress.current(SLUGS), '01-echo');
  progress.note('01-echo', { passed: true });
  assert.equal(progress.current(SLUGS), undefined);
});

test('a forgotten lesson is as new, the others are as they were', (t) => {
  const progress = newDesk(t).open();
  for (const slug of SLUGS) progress.note(slug, { passed: true });
  progress.forget('02-byte-stream');
  assert.equal(progress.of('02-byte-stream').begun, false);
  assert.equal(progress.of('03-text-and-bytes').passed, true);
  assert.equal(progress.current(SLUGS), '02-byte-stream');
});

test('a broken file is kept under another name, said once, and work goes on', (t) => {
  for (const broken of ['{', '[]', '{"lessons":[]}', '{"lessons":{"01-echo":1}}', 'null']) {
    const { workshop, said, open } = newDesk(t);
    writeFileSync(workshop.progress, broken);
    const progress = open();
    assert.equal(progress.of('01-echo').begun, false);
    progress.note('01-echo', { passed: true });
    assert.equal(open().of('01-echo').passed, true, broken);
    assert.equal(said.length, 1, broken);
    const kept = readdirSync(workshop.work);
    assert.equal(kept.length, 1);
    assert.equal(readFileSync(join(workshop.work, kept[0] ?? ''), 'utf8'), broken);
  }
});

test('fields that are missing or odd are those of a fresh start', (t) => {
  const { workshop, said, open } = newDesk(t);
  writeFileSync(
    workshop.progress,
    '{"latest":7,"lessons":{"01-echo":{"passed":true,"hints":"two","step":-1}}}',
  );
  assert.deepEqual(open().of('01-echo'), { begun: false, passed: true, hints: 0, step: 0 });
  assert.deepEqual(said, []);
});

test('what cannot be written is said once, and is known until the program ends', (t) => {
  const { workshop, said, open } = newDesk(t);
  rmSync(workshop.folder, { recursive: true });
  const progress = open();
  progress.note('01-echo', { passed: true });
  progress.note('02-byte-stream', { hints: 1 });
  assert.equal(progress.of('01-echo').passed, true);
  assert.equal(progress.of('02-byte-stream').hints, 1);
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /cannot be saved/);
});

test('what cannot be read is left as it is', (t) => {
  const { workshop, said, open } = newDesk(t);
  mkdirSync(workshop.progress); // a folder where the file should be
  const progress = open();
  assert.equal(progress.of('01-echo').passed, false);
  progress.note('01-echo', { passed: true });
  assert.equal(progress.of('01-echo').passed, true);
  assert.match(said.join('\n'), /^[^\n]*cannot be read \(EISDIR\)[^\n]*$/);
});

/** A process that notes hints 1 to `count` of a lesson. */
function noting(
  t: TestContext,
  { work, progress }: { work: string; progress: string },
  slug: string,
  count: number,
) {
  return new Program(t, ['test/lessons/noting.ts', progress, work, slug, String(count)]);
}

test('terminals that note at the same time lose nothing, on one lesson or on many', async (t) => {
  const { workshop, said, open } = newDesk(t);
  const others = SLUGS.map((slug) => noting(t, workshop, slug, 200));
  await Promise.all(others.map((other) => other.prints(/^1$/m)));
  const walk = open();
  for (let step = 1; step <= 200; step += 1) for (const slug of SLUGS) walk.note(slug, { step });
  for (const { ended } of others) assert.equal((await ended).stderr, '');
  assert.equal(readFileSync(workshop.progress, 'utf8').match(/^\{.*\}$/gm)?.length, 2 * 3 * 200);
  for (const slug of SLUGS)
    assert.deepEqual(open().of(slug), { begun: true, passed: false, hints: 200, step: 200 });
  assert.deepEqual(said, []);
});

test('what a program has noted is there when it is killed while it notes more', async (t) => {
  const { workshop, said, open } = newDesk(t);
  const killed = SLUGS.map((slug) => noting(t, workshop, slug, 100_000));
  for (const program of killed) {
    await program.prints(/^50$/m);
    program.child.kill('SIGKILL');
  }
  for (const [index, slug] of SLUGS.entries()) {
    const noted = (await killed[index]?.ended)?.stdout.trim().split('\n').length ?? 0;
    assert.ok(noted >= 50);
    assert.ok(open().of(slug).hints >= noted, slug);
  }
  assert.deepEqual(said, []);
});

test('a file that is broken in one place is kept, and what can be read goes on, whoever finds it first', async (t) => {
  const { workshop, open } = newDesk(t);
  open().note('01-echo', { passed: true });
  appendFileSync(workshop.progress, '{"latest":"02-by');
  const broken = readFileSync(workshop.progress, 'utf8');
  const finders = SLUGS.map((slug) => noting(t, workshop, slug, 20));
  const said = await Promise.all(finders.map(async ({ ended }) => (await ended).stderr));
  assert.match(said.join(''), /could not be understood/);
  assert.equal(open().of('01-echo').passed, true);
  for (const slug of SLUGS) assert.equal(open().of(slug).hints, 20);
  const kept = readdirSync(workshop.work).map((name) => readFileSync(join(workshop.work, name), 'utf8'));
  assert.ok(kept.some((text) => text.startsWith(broken)));
});

test('a file of the form that was one object is read, and gone on with', (t) => {
  const { workshop, said, open } = newDesk(t);
  const lessons = { '01-echo': { begun: true, passed: true, hints: 3, step: 0 } };
  writeFileSync(workshop.progress, `${JSON.stringify({ latest: '01-echo', lessons }, null, 2)}\n`);
  open().note('02-byte-stream', { step: 4 });
  assert.deepEqual(open().of('01-echo'), lessons['01-echo']);
  assert.equal(open().of('02-byte-stream').step, 4);
  assert.equal(open().current(SLUGS), '02-byte-stream');
  assert.deepEqual(said, []);
});
