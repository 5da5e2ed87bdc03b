/** What is remembered of a student's way, and what a broken file does to it. */

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Progress } from '../../lessons/course/progress.ts';
import { temporaryFolder } from '../support.ts';

const SLUGS = ['01-echo', '02-byte-stream', '03-text-and-bytes'];

function newDesk(t: TestContext) {
  const folder = temporaryFolder(t);
  const workshop = { lessons: '', work: join(folder, 'work'), progress: join(folder, '.progress.json') };
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
  for (const broken of ['{', '[]', '{"lessons":[]}', '{"lessons":{"01-echo":1}}', '']) {
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
  mkdirSync(`${workshop.progress}.part`);
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
  progress.note('01-echo', { passed: true });
  assert.equal(progress.of('01-echo').passed, true);
  assert.match(said.join('\n'), /^[^\n]*cannot be read \(EISDIR\)[^\n]*$/);
});
