/**
 * What an exercise's check.ts is written with: the checks, from simple to hard, and the mistakes that they
 * recognise. The first check that fails decides what the student reads, so the order is part of the teaching.
 *
 *     export const exercise = defineExercise<{ encode: (text: string) => Buffer }>({
 *       exports: ['encode'],
 *       mistakes: { 'counts-letters': { en: 'You counted letters …', pt: 'Você contou letras …' } },
 *       checks: [
 *         {
 *           title: { en: 'a word with accents', pt: 'uma palavra com acentos' },
 *           run(student, trail) {
 *             const got = trail.call({ en: 'encode', pt: 'encode' }, 'ação', () => student.encode('ação'));
 *             trail.compare(got, Buffer.from('ação'), () => 'counts-letters');
 *           },
 *         },
 *       ],
 *     });
 *
 * Knows no lesson, no process and no terminal: judge.ts runs the checks, report.ts tells what came of them.
 */

import type { Text } from '../../terminal/language.ts';

/** The key of one of the exercise's mistakes, or undefined when none explains what was seen. */
export type Explain = (seen: unknown) => string | undefined;

export interface Exercise<Student> {
  /** The functions and classes that the student's file must export. */
  readonly exports: readonly (keyof Student & string)[];
  /** What happened and why, in one to three sentences, by a key that is also the name of a file in wrong/. */
  readonly mistakes: Readonly<Record<string, Text>>;
  /** From simple to hard: the first that fails is the last that runs. */
  readonly checks: readonly Check<Student>[];
}

export interface Check<Student> {
  readonly title: Text;
  /** The mistake to name when this check never ends: an endless loop, or a promise that nobody resolves. */
  readonly stuck?: string;
  /** Returns, or resolves, when the student's code passes; the trail throws when it does not. */
  run(student: Student, trail: Trail): unknown;
}

/** Records what a check does with the student's code, so that a failure can be told as a story. */
export interface Trail {
  /** A new story under other circumstances (a cut, a seed): the steps so far did not matter. */
  begin(circumstances: Text): void;
  /** A step that the check makes by itself, such as writing to a socket. `value` is shown as hex and text. */
  note(what: Text, value?: unknown): void;
  /**
   * A step made with the student's code; gives what `run` gives (a promise for a promise). What it throws fails the
   * check; `explain` may look at the thrown value and name a mistake.
   */
  call<T>(what: Text, input: unknown, run: () => T, explain?: Explain): T;
  /**
   * A step that the student's code must refuse by throwing an Error; gives what was thrown. `explain` may look at what was
   * returned instead.
   */
  refuses(what: Text, input: unknown, run: () => unknown, explain?: Explain): unknown;
  /**
   * Fails the check unless both are equal: buffers by their bytes, arrays and plain objects by what is in them, the
   * rest by Object.is. `explain` may look at `got` and name a mistake.
   */
  compare(got: unknown, expected: unknown, explain?: Explain): void;
  /** Fails the check with this mistake. */
  fail(mistake: string): never;
}

/** The exercise itself; the call gives `student` its type in every check. */
export function defineExercise<Student extends object>(exercise: Exercise<Student>): Exercise<Student> {
  return exercise;
}
