/**
 * A verdict as a student reads it: which checks passed, the steps that led to the one that failed, expected against
 * actual, what that means, and what to type next. Everything that comes from the student's code is made printable.
 */

import { printable } from '../../terminal/escape.ts';
import type { Language } from '../../terminal/language.ts';
import { numberOf, titleOf } from '../course/catalogue.ts';
import type { Checked } from '../course/check.ts';
import { layOut } from '../course/markdown.ts';
import { styled } from '../course/style.ts';
import type { Failure, Step } from '../course/verdict.ts';
import { coloured } from './colour.ts';
import { differenceRows } from './difference-rows.ts';
import { foldPlain } from './fold.ts';
import { nextCommand } from './next.ts';
import { failureSentences, kindSentence, REPORT_WORDS, type ReportWords } from './report-words.ts';
import { type Situation, typed } from './situation.ts';

type Differs = Extract<Failure, { kind: 'differs' }>;

const INDENT = '  ';
/** The report must not be pushed off the screen by what a loop prints. */
const MOST_OUTPUT_LINES = 12;
const MOST_OUTPUT_COLUMNS = 300;
const MOST_FAILURE_ROWS = 12;
/** What a step gave stands below it, where there is no room beside it. */
const DEEPER = '       ';

export function report(verdict: Checked, situation: Situation, width: number): string[] {
  const words = REPORT_WORDS[situation.language];
  const { language } = situation;
  return [
    ...verdict.passed.map((title) => `${INDENT}${coloured('green', '✔')} ${title[language]}`),
    ...(verdict.failure ? failed(verdict, language, words, width) : []),
    ...output(verdict.output, words, width),
    '',
    ...ending(verdict, situation, words),
  ];
}

function failed(verdict: Checked, language: Language, words: ReportWords, width: number): string[] {
  return [
    ...head(verdict, language, words),
    ...trail(verdict, language, words, width),
    ...failureRows(verdict, language, words, width),
    ...meaning(verdict, language, width),
  ];
}

function head(
  { title, passed, total, circumstances }: Checked,
  language: Language,
  words: ReportWords,
): string[] {
  if (!title) return [`${INDENT}${coloured('red', '✘')} ${styled('bold', words.loading)}`];
  const place = total > 1 ? `   (${passed.length + 1}/${total})` : '';
  return [
    `${INDENT}${coloured('red', '✘')} ${styled('bold', title[language])}${coloured('faint', place)}`,
    ...(circumstances ? ['', `${INDENT}  ${circumstances[language]}`] : []),
  ];
}

/** The steps that led to the failure, numbered from the first. */
function trail(
  { steps, stepsBefore }: Checked,
  language: Language,
  words: ReportWords,
  width: number,
): string[] {
  if (steps.length === 0) return [];
  const earlier = stepsBefore > 0 ? [`${INDENT}  ${words.stepsBefore(stepsBefore)}`] : [];
  const rows = steps.flatMap((step, index) => stepRows(step, stepsBefore + index + 1, language, width));
  return ['', ...earlier, ...rows];
}

function stepRows(step: Step, number: number, language: Language, width: number): string[] {
  const { what, input, gave, thrown } = step;
  const did = `${what[language]}${input === undefined ? '' : `  ${printable(input)}`}`;
  const mark = `${String(number).padStart(4)}. `;
  if (gave === undefined) return foldPlain(mark, did, width);
  const answer = `${thrown ? '✘' : '→'} ${printable(gave)}`;
  const inOneRow = `${mark}${did}   ${answer}`;
  if (inOneRow.length <= width) return [inOneRow];
  const below = foldPlain(answer.slice(0, 2), answer.slice(2), width - DEEPER.length);
  return [...foldPlain(mark, did, width), ...below.map((line) => DEEPER + line)];
}

function failureRows({ failure }: Checked, language: Language, words: ReportWords, width: number): string[] {
  if (failure?.kind === 'differs')
    return ['', ...differenceRows(failure.difference, words, width), ...kindRows(failure, language, width)];
  const lines = (failure ? failureSentences(failure) : []).flatMap((text) => text[language].split('\n'));
  const rows = lines.flatMap((line) => foldPlain(`${INDENT}  `, printable(line), width));
  return rows.length > 0 ? ['', ...rows.slice(0, MOST_FAILURE_ROWS)] : [];
}

/** Nothing where a mistake explains it better. */
function kindRows({ difference, mistake }: Differs, language: Language, width: number): string[] {
  if (mistake || difference.kind !== 'value' || !difference.kinds) return [];
  return ['', ...foldPlain(`${INDENT}  `, kindSentence(difference.kinds)[language], width)];
}

function meaning({ mistake }: Checked, language: Language, width: number): string[] {
  const text = mistake ? layOut([{ kind: 'paragraph', text: mistake.text[language] }], width - 4) : [];
  return text.length > 0 ? ['', ...text.map((line) => `${INDENT}  ${line}`)] : [];
}

/** What the student's code printed, apart from what is said about it. */
function output(text: string, words: ReportWords, width: number): string[] {
  if (text === '') return [];
  const lines = text.replace(/\n$/, '').split(/\r?\n/);
  const shown = lines.slice(0, MOST_OUTPUT_LINES);
  return [
    '',
    `${INDENT}${words.output}`,
    ...shown.flatMap((line) => foldPlain(`${INDENT}│ `, printable(line, MOST_OUTPUT_COLUMNS), width)),
    ...(shown.length < lines.length ? [`${INDENT}│ ${words.moreOutput}`] : []),
  ];
}

function ending(verdict: Checked, situation: Situation, words: ReportWords): string[] {
  const number = numberOf(situation.slug);
  if (verdict.failure) return [`${INDENT}${words.hint}: ${typed('hint', number)}`];
  const next = situation.progress.current(situation.all);
  return [
    `${INDENT}${styled('bold', words.passed(titleOf(situation.slug)))}`,
    '',
    `${INDENT}${words.solution}`,
    `${INDENT}  ${typed('solution', number)}`,
    `${INDENT}${next ? words.nextLesson : words.allPassed}`,
    ...(next ? [`${INDENT}  ${nextCommand(situation, next)}`] : []),
  ];
}
