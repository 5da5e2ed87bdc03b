/**
 * What must be true of every lesson, whatever it teaches: its two READMEs tell the same, its exercise cannot be passed
 * as it is delivered, its solution passes, every wrong answer gets its own message, and it differs little from the
 * lesson before. No lesson is named here: the folders are.
 */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Hints } from '../../lessons/commands/hint.ts';
import { findLessons, lessonText } from '../../lessons/course/catalogue.ts';
import { checkFile } from '../../lessons/course/check.ts';
import { type AnyExercise, judge } from '../../lessons/course/judge.ts';
import { diffLessons } from '../../lessons/course/program-diff.ts';
import { type JudgeEvent, toVerdict, type Verdict } from '../../lessons/course/verdict.ts';
import { exerciseFile, type Workshop } from '../../lessons/course/workshop.ts';

/** One idea is about 40 lines, and a new file to put it in. */
const MOST_CHANGED_LINES = 60;
/** Here the lessons leave their own code for that of protocol/. */
const MOVES_TO_PROTOCOL = '08-commands';
const FEWEST_WRONG_ANSWERS = 3;
/** Most of them wait: for a process to start, or for one that is stuck. */
const TOGETHER = 4;
/** A machine that is busy with other tests must not look like an endless loop. */
const LONGEST_MS = 4_000;

/** Makes the tests of all lessons in this folder. */
export function testEveryLesson(lessons: string): void {
  const workshop = { lessons, work: '', progress: '' };
  const slugs = findLessons(workshop);
  test(`there are lessons in ${lessons.split(/[\\/]/).at(-2)}`, () => assert.ok(slugs.length > 0));
  for (const [index, slug] of slugs.entries())
    describe(slug, { concurrency: TOGETHER }, () => {
      testReadmes(workshop, slug);
      testExercise(workshop, slug);
      const before = slugs[index - 1];
      if (before) testDifference(workshop, before, slug);
    });
}

function testReadmes(workshop: Workshop, slug: string): void {
  test(`both READMEs have the same steps, and say the idea, what it undoes and the task`, () => {
    const english = lessonText(workshop, slug, 'en');
    const portuguese = lessonText(workshop, slug, 'pt');
    assert.ok(english && portuguese, 'a README is missing');
    const numbers = english.steps.map(({ number }) => number);
    assert.deepEqual(
      numbers,
      Array.from(numbers.keys(), (step) => step + 1),
      'they count from 1',
    );
    assert.deepEqual(
      portuguese.steps.map(({ number }) => number),
      numbers,
    );
    assert.ok(numbers.length > 0);
    for (const text of [english, portuguese]) assert.ok(text.exercise.length > 0, 'the task is missing');
    assert.notEqual(english.idea, portuguese.idea);
  });
}

function testExercise(workshop: Workshop, slug: string): void {
  const file = (name: string) => exerciseFile(workshop, slug, name);
  const wrong = existsSync(file('wrong'))
    ? readdirSync(file('wrong')).filter((name) => name.endsWith('.ts'))
    : [];

  test(`the exercise fails as it is delivered, in a check and not for a missing export`, async () => {
    const { failure } = await verdictOn(file('check.ts'), file('exercise.ts'));
    assert.ok(failure, 'it passes');
    assert.ok(!['not-loaded', 'not-exported', 'left'].includes(failure.kind), failure.kind);
    assert.match(readFileSync(file('exercise.ts'), 'utf8'), /TODO/);
  });

  test(`the solution passes`, async () => {
    const { failure, title } = await verdictOn(file('check.ts'), file('solution.ts'));
    assert.equal(failure, undefined, `${title?.en}: ${JSON.stringify(failure)}`);
    assert.doesNotMatch(readFileSync(file('solution.ts'), 'utf8'), /TODO/);
  });

  test(`every mistake has its wrong answer, three or more`, async () => {
    const { mistakes } = await loadExercise(file('check.ts'));
    assert.deepEqual(wrong.map((name) => name.replace('.ts', '')).sort(), Object.keys(mistakes).sort());
    assert.ok(wrong.length >= FEWEST_WRONG_ANSWERS, `only ${wrong.length}`);
    for (const { en, pt } of Object.values(mistakes)) assert.ok(en && pt && en !== pt);
  });

  for (const name of wrong)
    test(`the wrong answer ${name} gets its own message`, async () => {
      const { failure, mistake, title } = await verdictOn(file('check.ts'), file(join('wrong', name)));
      assert.equal(mistake?.key, name.replace('.ts', ''), `${title?.en}: ${JSON.stringify(failure)}`);
    });

  test(`three hints in both languages`, async () => {
    const { hints } = (await import(pathToFileURL(file('hints.ts')).href)) as { hints: Hints };
    assert.equal(hints.length, 3);
    for (const { en, pt } of hints) assert.ok(en && pt);
    assert.equal(new Set(hints.map(({ en }) => en)).size, 3);
  });

  test(`exercise, solution and wrong answers stand on Node alone`, () => {
    for (const name of ['exercise.ts', 'solution.ts', ...wrong.map((one) => join('wrong', one))])
      for (const [, from = ''] of readFileSync(file(name), 'utf8').matchAll(/from '([^']+)'/g))
        assert.match(from, /^node:/, `${name} imports ${from}`);
  });
}

function testDifference(workshop: Workshop, before: string, slug: string): void {
  if (slug === MOVES_TO_PROTOCOL) return;
  test(`at most ${MOST_CHANGED_LINES} lines of its programs differ from ${before}`, async () => {
    const files = await diffLessons(workshop, before, slug);
    const changed = files.reduce((sum, file) => sum + file.changed, 0);
    const each = files.map((file) => `${file.file} +${file.added} -${file.removed}`).join(', ');
    assert.ok(changed <= MOST_CHANGED_LINES, `${changed}: ${each}`);
  });
}

/**
 * Answers on sockets, and checks that something may get stuck in, need a process that can be ended; the others are
 * judged here, which is as true and much faster.
 */
async function verdictOn(check: string, file: string): Promise<Verdict> {
  if (/node:net|stuck:/.test(readFileSync(check, 'utf8')))
    return checkFile(check, file, { longestMs: LONGEST_MS });
  const events: JudgeEvent[] = [];
  await judge(await loadExercise(check), file, (event) => events.push(event));
  return toVerdict(events, { kind: 'left', how: '' });
}

async function loadExercise(check: string): Promise<AnyExercise> {
  return ((await import(pathToFileURL(check).href)) as { exercise: AnyExercise }).exercise;
}
