/** `solution`: a solution, and how it differs from the student's own; after a pass, or for who gives up. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../../terminal/language.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { numberOf, titleOf } from '../course/catalogue.ts';
import { styled } from '../course/style.ts';
import { exerciseFile, studentFile } from '../course/workshop.ts';
import { changesBetween } from './diff.ts';
import { type Situation, say, typed } from './situation.ts';
import { NO_EXERCISE } from './start.ts';

export async function solution(situation: Situation): Promise<number> {
  const { workshop, slug, language, progress, options } = situation;
  const file = exerciseFile(workshop, slug, 'solution.ts');
  if (!existsSync(file)) throw new EarlyExit(ExitCode.failed, NO_EXERCISE[language]);
  if (!progress.of(slug).passed && !options.giveUp)
    throw new EarlyExit(ExitCode.failed, notYet(numberOf(slug))[language]);
  const text = readFileSync(file, 'utf8');
  const path = join('lessons', slug, 'exercise', 'solution.ts');
  say('', `  ${styled('bold', `${SOLUTION[language]} ${titleOf(slug)}`)}   ${path}`, '');
  say(
    ...text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => `    ${line}`.trimEnd()),
    '',
  );
  await sayDifference(situation, text);
  return ExitCode.ok;
}

async function sayDifference({ workshop, slug, language }: Situation, text: string): Promise<void> {
  const own = studentFile(workshop, slug);
  if (!existsSync(own)) return;
  const changes = await changesBetween('exercise.ts', readFileSync(own, 'utf8'), text, language);
  if (changes.length === 0) say(`  ${SAME[language]}`, '');
  else say(`  ${FROM_YOURS[language]}`, '', ...changes, '');
}

const SOLUTION: Text = { en: 'A solution of', pt: 'Uma solução de' };
const SAME: Text = { en: 'Yours is the same, letter for letter.', pt: 'A sua é igual, letra por letra.' };
const FROM_YOURS: Text = {
  en: 'From yours (-) to this one (+); yours may be just as good:',
  pt: 'Da sua (-) para esta (+); a sua pode ser tão boa quanto ela:',
};

function notYet(number: string): Text {
  const commands = { check: typed('check', number), giveUp: typed('solution', number, '--give-up') };
  return {
    en: `The solution is shown once your answer passes (${commands.check}), or with: ${commands.giveUp}`,
    pt: `A solução aparece quando a sua resposta passar (${commands.check}), ou com: ${commands.giveUp}`,
  };
}
