/** `run`: the walk through a lesson, at a terminal from the step where it was left. */

import { join } from 'node:path';
import type { Text } from '../../terminal/language.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { lessonText, numberOf } from '../course/catalogue.ts';
import { type Walked, walkLesson } from '../course/walk.ts';
import { type Situation, say, typed } from './situation.ts';

/** Without a terminal it runs through, and nothing is remembered: nobody was there. */
export async function run(situation: Situation): Promise<number> {
  const { language, slug, options, progress } = situation;
  const steps = countSteps(situation);
  if (options.step > steps) throw new EarlyExit(ExitCode.usage, tooFar(steps)[language]);
  const auto = options.auto || !process.stdin.isTTY || !process.stdout.isTTY;
  const resumed = auto ? 0 : progress.of(slug).step;
  const onStep = (step: number) => {
    if (!auto) progress.note(slug, { step: step > steps ? 0 : step });
  };
  const from = options.step || resumed || 1;
  const walked = await walkLesson(slug, { language, from, auto, onStep }).catch((error: Error) => {
    throw new EarlyExit(ExitCode.failed, failed(error)[language]);
  });
  return afterwards(walked, situation);
}

function countSteps({ workshop, slug, language }: Situation): number {
  const steps = lessonText(workshop, slug, language)?.steps.length ?? 0;
  if (steps === 0) throw new EarlyExit(ExitCode.failed, noWalk(join('lessons', slug))[language]);
  return steps;
}

function afterwards(walked: Walked, { slug, language }: Situation): number {
  const number = numberOf(slug);
  const finished = walked === 'finished';
  const command = finished ? typed('start', number) : typed('run', number);
  say('', `  ${(finished ? EXERCISE : COME_BACK)[language]}`, `    ${command}`);
  return walked === 'interrupted' ? ExitCode.interrupted : ExitCode.ok;
}

const COME_BACK: Text = { en: 'To go on from here:', pt: 'Para continuar daqui:' };
const EXERCISE: Text = { en: 'Now it is your turn:', pt: 'Agora é com você:' };

function tooFar(steps: number): Text {
  return {
    en: `This lesson has ${steps} ${steps === 1 ? 'step' : 'steps'}.`,
    pt: `Esta lição tem ${steps} ${steps === 1 ? 'passo' : 'passos'}.`,
  };
}

function noWalk(folder: string): Text {
  return {
    en: `There is nothing to walk through in ${folder} yet.`,
    pt: `Ainda não há o que percorrer em ${folder}.`,
  };
}

function failed({ message }: Error): Text {
  return {
    en: `This step did not run as it should: ${message}`,
    pt: `Este passo não rodou como devia: ${message}`,
  };
}
