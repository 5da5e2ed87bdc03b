/**
 * `hint`: a question, then a pointer, then nearly the code; which ones were shown is remembered. Who asks for more than
 * there are sees them all again.
 */

import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { printable } from '../../terminal/escape.ts';
import type { Language, Text } from '../../terminal/language.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { numberOf } from '../course/catalogue.ts';
import { layOut, parseMarkdown } from '../course/markdown.ts';
import { styled } from '../course/style.ts';
import { exerciseFile } from '../course/workshop.ts';
import { columns, type Situation, say, typed } from './situation.ts';
import { NO_EXERCISE } from './start.ts';

export type Hints = readonly [Text, Text, Text];

export async function hint(situation: Situation): Promise<number> {
  const { slug, language, progress } = situation;
  const hints = await loadHints(situation);
  const { hints: shown, passed } = progress.of(slug);
  const wanted = wantedNumber(situation, hints.length) ?? shown + 1;
  const numbers = wanted <= hints.length ? [wanted] : [...hints.keys()].map((index) => index + 1);
  for (const number of numbers) sayHint(hints, number, language);
  progress.note(slug, { hints: Math.max(shown, ...numbers) });
  if (wanted < hints.length) say(`  ${MORE[language]}`, `    ${typed('hint', numberOf(slug))}`, '');
  else say(`  ${(passed ? PASSED : LAST)[language]}`, `    ${solutionOf(slug, passed)}`, '');
  return ExitCode.ok;
}

function sayHint(hints: Hints, number: number, language: Language): void {
  const head = styled('bold', `${HINT[language]} ${number}/${hints.length}`);
  const text = parseMarkdown(hints[number - 1]?.[language] ?? '');
  say('', `  ${head}`, '', ...layOut(text, columns() - 2).map(indented), '');
}

/** Exported by a lesson's hints.ts as `hints`. */
async function loadHints({ workshop, slug, language }: Situation): Promise<Hints> {
  const file = exerciseFile(workshop, slug, 'hints.ts');
  if (!existsSync(file)) throw new EarlyExit(ExitCode.failed, NO_EXERCISE[language]);
  return ((await import(pathToFileURL(file).href)) as { hints: Hints }).hints;
}

function wantedNumber({ words, language }: Situation, count: number): number | undefined {
  const [word] = words;
  if (word === undefined) return undefined;
  if (/^\d$/.test(word) && Number(word) >= 1 && Number(word) <= count) return Number(word);
  throw new EarlyExit(ExitCode.usage, noSuchHint(printable(word, 40), count)[language]);
}

function indented(line: string): string {
  return `  ${line}`.trimEnd();
}

function solutionOf(slug: string, passed: boolean): string {
  return typed('solution', numberOf(slug), ...(passed ? [] : ['--give-up']));
}

const HINT: Text = { en: 'Hint', pt: 'Dica' };
const MORE: Text = { en: 'The next one:', pt: 'A próxima:' };
const LAST: Text = {
  en: 'That was the last hint. If you want to see a solution:',
  pt: 'Essa foi a última dica. Se quiser ver uma solução:',
};
const PASSED: Text = {
  en: 'That was the last hint. You have passed; a solution to compare with:',
  pt: 'Essa foi a última dica. Você já passou; uma solução para comparar:',
};

function noSuchHint(word: string, count: number): Text {
  return {
    en: `There is no hint "${word}", only 1 to ${count}.`,
    pt: `Não existe a dica "${word}", só de 1 a ${count}.`,
  };
}
