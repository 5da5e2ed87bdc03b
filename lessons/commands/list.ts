/** `list`: the lessons with what each undoes, how far the student is, and what to type next. */

import type { Text } from '../../terminal/language.ts';
import { ExitCode } from '../../terminal/program.ts';
import { lessonText, nameOf, numberOf } from '../course/catalogue.ts';
import { wrap } from '../course/markdown.ts';
import { styled } from '../course/style.ts';
import { coloured } from './colour.ts';
import { nextCommand } from './next.ts';
import { columns, type Situation, say } from './situation.ts';

/** With fewer columns, what a lesson undoes stands below its name. */
const BESIDE_COLUMNS = 64;
const MARKS = { passed: '✔', begun: '…', open: ' ' } as const;

const UNDOES: Text = { en: 'what it undoes', pt: 'o equívoco que desfaz' };
const NEXT: Text = { en: 'Next, type:', pt: 'Agora digite:' };
const DONE: Text = { en: 'You have passed them all.', pt: 'Você passou em todas.' };

export function list(situation: Situation): number {
  const { all, language, progress } = situation;
  const passed = all.filter((slug) => progress.of(slug).passed).length;
  const count = {
    en: `Lessons: ${passed} of ${all.length} passed`,
    pt: `Lições: ${passed} de ${all.length} feitas`,
  };
  say('', ` ${styled('bold', count[language])}`, '', ...rows(situation), '');
  if (situation.slug === '') say(` ${DONE[language]}`, '');
  else say(` ${NEXT[language]}`, `   ${styled('bold', nextCommand(situation, situation.slug))}`, '');
  return ExitCode.ok;
}

function rows(situation: Situation): string[] {
  const width = columns();
  const longest = Math.max(0, ...situation.all.map((slug) => nameOf(slug).length));
  const indent = width < BESIDE_COLUMNS ? 6 : ' ✔ 05 '.length + longest + 2;
  const head =
    width < BESIDE_COLUMNS ? [] : [coloured('faint', ' '.repeat(indent) + UNDOES[situation.language])];
  return [...head, ...situation.all.flatMap((slug) => row(situation, slug, indent, width))];
}

function row(
  { workshop, language, progress }: Situation,
  slug: string,
  indent: number,
  width: number,
): string[] {
  const { begun, passed } = progress.of(slug);
  const mark = passed ? MARKS.passed : begun ? MARKS.begun : MARKS.open;
  const head = ` ${mark} ${numberOf(slug)} ${nameOf(slug)}`;
  const undoes = wrap(lessonText(workshop, slug, language)?.undoes ?? '', width - indent - 1);
  const [first = '', ...more] = undoes.map((line) => ' '.repeat(indent) + line);
  if (width < BESIDE_COLUMNS) return [head, first, ...more].filter((line) => line.trim() !== '');
  return [(head.padEnd(indent) + first.slice(indent)).trimEnd(), ...more];
}
