/**
 * A lesson's README, which is all of its prose: what it is about, its steps and its exercise. The walk prints it step by
 * step, so a sentence stands once, and the two languages are two files of the same form:
 *
 *     # Lesson 05 · length-prefix
 *
 *     > The idea in a sentence.
 *     >
 *     > Undoes: "what one may have believed".
 *
 *     ## 1. The first step's title
 *
 *     What is going to happen, and perhaps a question to **guess** the answer of:
 *
 *     - a) one answer
 *     - b) another
 *
 *     ```text
 *     what the step prints when it runs
 *     ```
 *
 *     **Answer: b.** Why that was so.
 *
 *     ## Exercise
 */

import { readFileSync } from 'node:fs';
import type { Language } from '../../terminal/language.ts';
import { type Block, parseMarkdown } from './markdown.ts';

export interface LessonText {
  /** The folder's name: `05-length-prefix`. */
  readonly slug: string;
  /** `05` */
  readonly number: string;
  /** `length-prefix` */
  readonly name: string;
  readonly idea: string;
  readonly undoes: string;
  readonly steps: readonly StepText[];
  /** What the student is asked to do. */
  readonly exercise: readonly Block[];
}

export interface StepText {
  readonly number: number;
  readonly title: string;
  /** Up to the question, or to the transcript. */
  readonly explanation: readonly Block[];
  readonly question: Question | undefined;
  /** What the step printed when its README was made; undefined: nothing runs in this step. */
  readonly transcript: readonly string[] | undefined;
  /** What is said about it afterwards. */
  readonly why: readonly Block[];
}

export interface Question {
  /** `a) once` is the pair of `a` and `once`. */
  readonly choices: ReadonlyMap<string, string>;
  readonly answer: string;
}

export function readmeFile(folder: URL, language: Language): URL {
  return new URL(language === 'pt' ? 'README.pt-BR.md' : 'README.md', folder);
}

/** Throws an Error that names the file when it is not of the form above. `lessons` is where the folders lie. */
export function readLesson(
  slug: string,
  language: Language,
  lessons = new URL('../', import.meta.url),
): LessonText {
  const file = readmeFile(new URL(`${slug}/`, lessons), language);
  const blocks = parseMarkdown(readFileSync(file, 'utf8'));
  const [head = [], ...sections] = splitAtHeadings(blocks);
  const [idea, undoes] = head.flatMap((block) => (block.kind === 'quote' ? [block.text] : []));
  const [, number, name] = /^(\d\d)-(.+)$/.exec(slug) ?? [];
  if (!idea || !undoes || !number || !name) throw new Error(`${file.pathname}: the head is not complete`);
  const steps = sections.filter((section) => /^\d+\. /.test(titleOf(section)));
  const exercise = sections.find((section) => /^(Exercise|Exercício)$/.test(titleOf(section)));
  return {
    slug,
    number,
    name,
    idea,
    undoes: undoes.replace(/^(Undoes|Desfaz): /, ''),
    steps: steps.map(readStep),
    exercise: exercise?.slice(1) ?? [],
  };
}

/** Each part begins with its heading of the second level; the first is what stands before any. */
function splitAtHeadings(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [[]];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 2) parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}

function titleOf([heading]: readonly Block[]): string {
  return heading?.kind === 'heading' ? heading.text : '';
}

function readStep(section: readonly Block[]): StepText {
  const [, number, title] = /^(\d+)\. (.*)$/.exec(titleOf(section)) ?? [];
  const at = section.findIndex((block) => block.kind === 'code' && block.info === 'text');
  const ran = section[at];
  const before = section.slice(1, at === -1 ? section.length : at);
  const why = at === -1 ? [] : section.slice(at + 1);
  const choices = choicesOf(before.at(-1));
  return {
    number: Number(number),
    title: title ?? '',
    explanation: choices ? before.slice(0, -1) : before,
    question: choices && { choices, answer: answerOf(why) },
    transcript: ran?.kind === 'code' ? ran.lines : undefined,
    why,
  };
}

/** A list whose items begin with `a)`, `b)`, … */
function choicesOf(block: Block | undefined): ReadonlyMap<string, string> | undefined {
  if (block?.kind !== 'list') return undefined;
  const choices = block.items.map((item) => /^([a-d])\) (.*)$/.exec(item));
  if (!choices.every((choice) => choice !== null)) return undefined;
  return new Map(choices.map(([, letter = '', text = '']) => [letter, text]));
}

function answerOf([first]: readonly Block[]): string {
  const text = first?.kind === 'paragraph' ? first.text : '';
  return /^\*\*(?:Answer|Resposta): ([a-d])\.\*\*/.exec(text)?.[1] ?? '';
}
