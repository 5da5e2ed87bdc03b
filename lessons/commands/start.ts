/** `start`: gives the student the exercise, says what to do and what to type. Never overwrites an answer. */

import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Text } from '../../terminal/language.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { lessonText, numberOf, titleOf } from '../course/catalogue.ts';
import { layOut } from '../course/markdown.ts';
import { styled } from '../course/style.ts';
import { exerciseFile, studentFile } from '../course/workshop.ts';
import { columns, type Situation, say, typed } from './situation.ts';

const INDENT = '  ';

export function start(situation: Situation): number {
  const { workshop, slug, language, progress } = situation;
  const file = studentFile(workshop, slug);
  const wasThere = handOut(situation, file);
  progress.note(slug, {});
  const task = layOut(lessonText(workshop, slug, language)?.exercise ?? [], columns() - INDENT.length);
  say('', INDENT + styled('bold', `${EXERCISE[language]} ${titleOf(slug)}`), '');
  say(...task.map((line) => (INDENT + line).trimEnd()), '');
  say(INDENT + (wasThere ? KEPT : HANDED_OUT)[language], `${INDENT}  ${styled('bold', shownPath(file))}`, '');
  say(...whatToType(situation), '');
  return ExitCode.ok;
}

/** True when the student has it already. */
function handOut({ workshop, slug, language }: Situation, file: string): boolean {
  const delivered = exerciseFile(workshop, slug, 'exercise.ts');
  if (!existsSync(delivered)) throw new EarlyExit(ExitCode.failed, NO_EXERCISE[language]);
  try {
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(delivered, file, constants.COPYFILE_EXCL);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && existsSync(file)) return true;
    throw new EarlyExit(ExitCode.failed, unwritable(shownPath(file), code ?? String(error))[language]);
  }
}

function whatToType({ slug, language }: Situation): string[] {
  const commands = ['check', 'watch', 'hint'].map((name) => ({ name, command: typed(name, numberOf(slug)) }));
  const width = Math.max(...commands.map(({ command }) => command.length));
  return commands.map(({ name, command }) => {
    const said = THEN[name]?.[language] ?? '';
    return INDENT + (columns() < 70 ? command : `${command.padEnd(width)}   ${said}`);
  });
}

/** From where the student stands, if it lies below. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}

/** Where a student's answer should be, when it is not there. */
export function notStarted(slug: string): Text {
  const command = typed('start', numberOf(slug));
  return {
    en: `You have no answer yet. It begins with: ${command}`,
    pt: `Você ainda não tem uma resposta. Comece com: ${command}`,
  };
}

export const NO_EXERCISE: Text = {
  en: 'This lesson has no exercise yet.',
  pt: 'Esta lição ainda não tem exercício.',
};
const EXERCISE: Text = { en: 'Exercise', pt: 'Exercício' };
const HANDED_OUT: Text = { en: 'Your file, with the TODO in it:', pt: 'Seu arquivo, com o TODO dentro:' };
const KEPT: Text = {
  en: 'You have begun; your file is as you left it:',
  pt: 'Você já começou; seu arquivo está como o deixou:',
};

const THEN: Readonly<Record<string, Text>> = {
  check: { en: 'checks it', pt: 'confere' },
  watch: { en: 'checks it at every save', pt: 'confere cada vez que você salva' },
  hint: { en: 'when you are stuck', pt: 'quando não souber continuar' },
};

function unwritable(path: string, code: string): Text {
  return { en: `${path} cannot be written (${code}).`, pt: `${path} não pode ser escrito (${code}).` };
}
