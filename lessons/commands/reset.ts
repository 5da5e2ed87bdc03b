/** `reset`: puts a student's answer aside under another name and forgets the lesson's progress. Asks first. */

import { existsSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { Language, Text } from '../../terminal/language.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { numberOf, titleOf } from '../course/catalogue.ts';
import { timestamp } from '../course/timestamp.ts';
import { studentFile } from '../course/workshop.ts';
import { type Situation, say, typed } from './situation.ts';
import { shownPath } from './start.ts';

export async function reset(situation: Situation): Promise<number> {
  const { slug, language, options, progress } = situation;
  if (!options.yes && !(await isAgreed(slug, language))) {
    say(`  ${UNCHANGED[language]}`);
    return ExitCode.ok;
  }
  const kept = putAside(situation);
  progress.forget(slug);
  if (kept) say(`  ${keptAs(shownPath(kept))[language]}`);
  say(`  ${forgotten(titleOf(slug))[language]}`, `    ${typed('start', numberOf(slug))}`);
  return ExitCode.ok;
}

async function isAgreed(slug: string, language: Language): Promise<boolean> {
  if (!process.stdin.isTTY) throw new EarlyExit(ExitCode.usage, askWithYes(numberOf(slug))[language]);
  const question = createInterface({ input: process.stdin, output: process.stdout });
  question.on('SIGINT', () => {
    say('');
    process.exit(ExitCode.interrupted);
  });
  const closed = new Promise<undefined>((resolve) => question.once('close', () => resolve(undefined)));
  const answer = await Promise.race([question.question(`  ${QUESTION(titleOf(slug))[language]} `), closed]);
  question.close();
  if (answer === undefined) say(''); // Ctrl-D leaves the cursor behind the question
  return /^\s*[ys]/i.test(answer ?? '');
}

/** Where the answer is now; undefined when there was none. */
function putAside({ workshop, slug, language }: Situation): string | undefined {
  const file = studentFile(workshop, slug);
  if (!existsSync(file)) return undefined;
  const kept = freeName(file.replace(/\.ts$/, `.${timestamp()}`));
  try {
    renameSync(file, kept);
    return kept;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new EarlyExit(ExitCode.failed, notKept(shownPath(file), code)[language]);
  }
}

/** Two resets in one second must not lose the first answer. */
function freeName(stem: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number === 1 ? '' : `-${number}`}.ts`;
    if (!existsSync(name)) return name;
  }
}

const QUESTION = (title: string): Text => ({
  en: `Begin ${title} anew? Your answer is put aside, not deleted. [y/N]`,
  pt: `Recomeçar ${title}? Sua resposta é guardada, não apagada. [s/N]`,
});
const UNCHANGED: Text = { en: 'Nothing was changed.', pt: 'Nada foi mudado.' };

function askWithYes(number: string): Text {
  const command = typed('reset', number, '--yes');
  return {
    en: `Nobody is there to ask. To do it all the same: ${command}`,
    pt: `Não há a quem perguntar. Para fazer mesmo assim: ${command}`,
  };
}

function keptAs(path: string): Text {
  return { en: `Your answer is now ${path}.`, pt: `Sua resposta agora é ${path}.` };
}

function forgotten(title: string): Text {
  return {
    en: `The progress of ${title} is forgotten. To begin again:`,
    pt: `O progresso de ${title} foi esquecido. Para recomeçar:`,
  };
}

function notKept(path: string, code: string): Text {
  return {
    en: `${path} cannot be put aside (${code}); nothing was changed.`,
    pt: `${path} não pode ser guardado (${code}); nada foi mudado.`,
  };
}
