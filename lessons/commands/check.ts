/** `check`: judges the student's answer and says what came of it. */

import { existsSync } from 'node:fs';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { type Checked, checkFile } from '../course/check.ts';
import { exerciseFile, studentFile } from '../course/workshop.ts';
import { report } from './report.ts';
import { columns, type Situation, say } from './situation.ts';
import { NO_EXERCISE, notStarted } from './start.ts';

export async function check(situation: Situation): Promise<number> {
  requireAnswer(situation);
  const verdict = await checkAndSay(situation);
  return verdict.failure ? ExitCode.failed : ExitCode.ok;
}

/** Throws EarlyExit when there is nothing to check, or nothing to check it with. */
export function requireAnswer({ workshop, slug, language }: Situation): void {
  if (!existsSync(exerciseFile(workshop, slug, 'check.ts')))
    throw new EarlyExit(ExitCode.failed, NO_EXERCISE[language]);
  if (!existsSync(studentFile(workshop, slug)))
    throw new EarlyExit(ExitCode.failed, notStarted(slug)[language]);
}

/** Prints the report and remembers a pass. */
export async function checkAndSay(situation: Situation): Promise<Checked> {
  const { workshop, slug, options, progress } = situation;
  const file = studentFile(workshop, slug);
  const verdict = await checkFile(exerciseFile(workshop, slug, 'check.ts'), file, { seed: options.seed });
  progress.note(slug, verdict.failure ? {} : { passed: true });
  say('', ...report(verdict, situation, columns()), '');
  return verdict;
}
