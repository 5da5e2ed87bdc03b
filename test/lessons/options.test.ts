/** The command line of `npx tsx lessons`: what is understood, and what is said about the rest. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check } from '../../lessons/commands/check.ts';
import { findLesson } from '../../lessons/commands/find-lesson.ts';
import { hint } from '../../lessons/commands/hint.ts';
import { readLessonsOptions } from '../../lessons/commands/options.ts';
import { run } from '../../lessons/commands/run.ts';
import { solution } from '../../lessons/commands/solution.ts';
import { start } from '../../lessons/commands/start.ts';
import { COMMANDS } from '../../lessons/commands/table.ts';
import { Progress } from '../../lessons/course/progress.ts';
import { EarlyExit } from '../../terminal/program.ts';
import { temporaryFolder } from '../support.ts';

const ALL = ['01-mirror', '02-length'];

/** Reads the words as the program does, lessons too. */
function read(words: readonly string[], language: 'en' | 'pt' = 'en') {
  const line = readLessonsOptions(language, words);
  return { ...line, lessons: line.words.map((word) => findLesson(ALL, word, language)) };
}

test('a command, its lessons and its options are understood; without a command it is the list', () => {
  assert.equal(read([]).command.name, 'list');
  assert.deepEqual(read(['diff', '1', 'length']).lessons, ALL);
  assert.deepEqual(read(['RUN', '2', '--step', '3', '--auto']).options, {
    step: 3,
    auto: true,
    giveUp: false,
    yes: false,
    seed: undefined,
  });
  assert.equal(read(['check', '--seed', '0']).options.seed, 0);
});

test('wrong words are answered with what was meant or what there is', () => {
  const answers: [string[], RegExp][] = [
    [['chek'], /no command "chek"\. Did you mean "check"\? There are: list, run, start/],
    [['constructor'], /no command "constructor"\. There are/],
    [['05'], /A command comes first: npx tsx lessons run 05/],
    [['run', '9'], /no lesson "9"\. There are: 01 mirror, 02 length/],
    [['run', '0'], /no lesson "0"/],
    [['run', 'lenght'], /Did you mean "length"\?/],
    [['run', '\x1b[2J'], /no lesson "\\x1b\[2J"/],
    [['diff', '1', 'zzz'], /no lesson "zzz"/],
    [['start', '0'], /no lesson "0"/],
    [['start', '-'], /"-" may be 01-mirror or 02-length\. Which one\?/],
    [['start', '1', '2'], /"2" is one word too many: npx tsx lessons start \[LESSON\]/],
    [['list', '1'], /one word too many/],
    [['check', '--auto'], /--auto means nothing to check; it is for run/],
    [['check', '--nothing'], /no option --nothing/],
    [['run', '1', '--step', 'x'], /--step takes a whole number/],
  ];
  for (const [words, said] of answers)
    for (const language of ['en', 'pt'] as const)
      assert.throws(
        () => read(words, language),
        (error) =>
          error instanceof EarlyExit && error.code === 2 && (language === 'pt' || said.test(error.message)),
        words.join(' '),
      );
});

test('the help names every command in both languages', () => {
  for (const language of ['en', 'pt'] as const)
    assert.throws(
      () => read(['--help'], language),
      (error) =>
        error instanceof EarlyExit &&
        error.code === 0 &&
        COMMANDS.every(({ name, help }) => {
          return error.message.includes(`  ${name}`) && error.message.includes(help[language]);
        }),
    );
});

test('a lesson that has only programs so far says what is missing', async (t) => {
  const lessons = temporaryFolder(t);
  mkdirSync(join(lessons, '03-new'));
  const workshop = { lessons, work: join(lessons, 'work'), progress: join(lessons, 'progress.json') };
  const options = { step: 0, auto: true, giveUp: true, yes: false, seed: undefined };
  const progress = new Progress(workshop, ({ en }) => assert.fail(en));
  const situation = {
    language: 'en',
    workshop,
    progress,
    all: ['03-new'],
    slug: '03-new',
    words: [],
    options,
  } as const;
  for (const command of [run, start, check, hint, solution])
    await assert.rejects(
      async () => command(situation),
      (error) => error instanceof EarlyExit && error.code === 1 && / yet\.$/.test(error.message),
      command.name,
    );
});
