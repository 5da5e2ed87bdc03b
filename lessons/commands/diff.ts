/** `diff`: what changed in the programs from one lesson to another. Readable without colour. */

import { printable } from '../../terminal/escape.ts';
import type { Language, Text } from '../../terminal/language.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { titleOf } from '../course/catalogue.ts';
import { type DiffLine, diffLessons, diffTexts, type FileDiff } from '../course/program-diff.ts';
import { styled } from '../course/style.ts';
import { coloured } from './colour.ts';
import { findLesson } from './find-lesson.ts';
import { type Situation, say } from './situation.ts';

const INDENT = '  ';

/** With one lesson: since the one before. */
export async function diff(situation: Situation): Promise<number> {
  const { workshop, all, slug, words, language } = situation;
  const [other] = words;
  const from = other === undefined ? all[all.indexOf(slug) - 1] : slug;
  const to = other === undefined ? slug : findLesson(all, other, language);
  if (from === undefined) throw new EarlyExit(ExitCode.failed, FIRST[language]);
  const files = await diffLessons(workshop, from, to).catch(withoutLibrary(language));
  const changed = files.filter(({ lines }) => lines.length > 0);
  say('', INDENT + styled('bold', `${titleOf(from)} → ${titleOf(to)}`), '');
  for (const file of changed) say(...fileRows(file, language), '');
  say(INDENT + summary(changed)[language], '');
  return ExitCode.ok;
}

/** The lines that lead from `before` to `after`; none when nothing differs. */
export async function changesBetween(
  file: string,
  before: string,
  after: string,
  language: Language,
): Promise<string[]> {
  const changes = await diffTexts(file, before, after).catch(withoutLibrary(language));
  return changes.lines.length > 0 ? fileRows(changes, language) : [];
}

function fileRows({ file, is, lines, added, removed }: FileDiff, language: Language): string[] {
  const head = `${file}   +${added} -${removed}   ${IS[is][language]}`.trimEnd();
  return [INDENT + styled('bold', head), ...lines.map((line) => (INDENT + row(line)).trimEnd())];
}

function row({ sign, text }: DiffLine): string {
  const shown = sign === '@' ? `@${text}` : `${sign} ${printable(text)}`.trimEnd();
  const colour = COLOURS[sign];
  return colour ? coloured(colour, shown) : shown;
}

const COLOURS = { '+': 'green', '-': 'red', '@': 'faint', ' ': undefined } as const;

function summary(files: readonly FileDiff[]): Text {
  const sum = (count: (file: FileDiff) => number) => files.reduce((total, file) => total + count(file), 0);
  const signs = `+${sum(({ added }) => added)} -${sum(({ removed }) => removed)}`;
  const lines = sum(({ changed }) => changed);
  const names = files.map(({ file }) => file).join(', ');
  if (files.length === 0) return SAME;
  return {
    en: `${lines} ${lines === 1 ? 'line' : 'lines'} of code changed (${signs} with comments) in ${names}.`,
    pt: `${lines} ${lines === 1 ? 'linha de código mudou' : 'linhas de código mudaram'} (${signs} com comentários) em ${names}.`,
  };
}

function withoutLibrary(language: Language) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new EarlyExit(ExitCode.failed, NOT_INSTALLED[language]);
  };
}

const IS: Readonly<Record<FileDiff['is'], Text>> = {
  new: { en: 'new', pt: 'novo' },
  gone: { en: 'gone', pt: 'não existe mais' },
  there: { en: '', pt: '' },
};
const SAME: Text = {
  en: 'The programs are the same, letter for letter.',
  pt: 'Os programas são iguais, letra por letra.',
};
const FIRST: Text = {
  en: 'This is the first lesson: there is none before it to compare with.',
  pt: 'Esta é a primeira lição: não há uma anterior com que comparar.',
};
const NOT_INSTALLED: Text = {
  en: 'Comparing files takes a package that is not installed here. Type: npm ci',
  pt: 'Comparar arquivos precisa de um pacote que não está instalado aqui. Digite: npm ci',
};
