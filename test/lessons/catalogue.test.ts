/** Which lessons there are, and which one somebody means. */

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { didYouMean, findLessons, lessonText, lookUp, programFiles } from '../../lessons/course/catalogue.ts';
import { temporaryFolder } from '../support.ts';
import { FIXTURE_LESSONS } from './course.ts';

const SLUGS = ['01-echo', '02-byte-stream', '03-text-and-bytes', '05-length-prefix', '11-many-clients'];
const workshop = { ...FIXTURE_LESSONS, work: '', progress: '' };

test('a lesson is meant by its number, its slug, its name or a part of one', () => {
  const meant = {
    5: ['05-length-prefix'],
    '05': ['05-length-prefix'],
    '005': ['05-length-prefix'],
    '05-length-prefix': ['05-length-prefix'],
    'length-prefix': ['05-length-prefix'],
    LENGTH: ['05-length-prefix'],
    '05-len': ['05-length-prefix'],
    echo: ['01-echo'],
    byte: ['02-byte-stream', '03-text-and-bytes'],
    1: ['01-echo'],
    4: [],
    '': [],
    pickle: [],
  };
  for (const [word, slugs] of Object.entries(meant)) assert.deepEqual(lookUp(SLUGS, word), slugs, word);
});

test('a whole name is meant even when it is a part of another', () => {
  assert.deepEqual(lookUp(['04-lines', '06-many-lines'], 'lines'), ['04-lines']);
});

test('a word with a wrong letter or two is understood, another word is not', () => {
  const names = ['check', 'hint', 'solution', 'length-prefix'];
  for (const [word, name] of [
    ['chek', 'check'],
    ['hnit', undefined],
    ['hints', 'hint'],
    ['SOLUTON', 'solution'],
    ['lenght-prefix', 'length-prefix'],
    ['banana', undefined],
    ['x'.repeat(100_000), undefined],
  ] as const)
    assert.equal(didYouMean(names, word), name, word.slice(0, 20));
});

test('lessons are the folders with a number and a name; files and other folders are not', (t) => {
  const lessons = temporaryFolder(t);
  for (const name of ['02-b', '01-a', 'course', 'commands', '3-c', '04-D']) mkdirSync(join(lessons, name));
  writeFileSync(join(lessons, '05-e'), '');
  assert.deepEqual(findLessons({ ...workshop, lessons }), ['01-a', '02-b']);
});

test('the programs of a lesson are its server, its client and what they import', (t) => {
  assert.deepEqual(programFiles(workshop, '02-length'), ['framing.ts', 'server.ts']);
  const lessons = temporaryFolder(t);
  mkdirSync(join(lessons, '01-a'));
  const write = (name: string, text: string) => writeFileSync(join(lessons, '01-a', name), text);
  write('client.ts', "import { a } from './a.ts';\nimport { connect } from 'node:net';\n");
  write('a.ts', "import { b } from './b.ts';\n");
  write('b.ts', "import { a } from './a.ts';\n");
  write('steps.ts', "import { c } from './c.ts';\n");
  write('c.ts', '');
  assert.deepEqual(programFiles({ ...workshop, lessons }, '01-a'), ['a.ts', 'b.ts', 'client.ts']);
});

test('a lesson without a README is a lesson all the same', (t) => {
  const lessons = temporaryFolder(t);
  mkdirSync(join(lessons, '01-a'));
  assert.equal(lessonText({ ...workshop, lessons }, '01-a', 'en'), undefined);
  assert.equal(lessonText(workshop, '02-length', 'pt')?.idea, 'Um byte na frente diz quantos vêm depois.');
});
