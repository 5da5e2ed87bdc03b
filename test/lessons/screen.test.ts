/**
 * A walk is read on small screens and from the last row: what stands between two pauses has room in 24 rows.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hanging, layOut } from '../../lessons/course/markdown.ts';
import { readLesson, type StepText } from '../../lessons/course/readme.ts';
import { lessonFolders } from './folders.ts';

const COLUMNS = 72;
const MOST_ROWS = { explanation: 20, run: 20, why: 16 };

/** Steps that are still too long; the list shrinks. */
const TOO_LONG: Readonly<Record<string, readonly number[]>> = {
  '10-streaming': [4],
  '14-tls': [2],
};

for (const slug of lessonFolders())
  for (const language of ['en', 'pt'] as const)
    test(`the steps of ${slug} have room on a small screen (${language})`, () => {
      const steps = readLesson(slug, language).steps.filter(
        ({ number }) => !TOO_LONG[slug]?.includes(number),
      );
      assert.deepEqual(steps.flatMap(whatIsTooLong), []);
    });

/** `3: run 25` for the 25 rows of step 3. */
function whatIsTooLong({ number, explanation, question, transcript = [], why }: StepText): string[] {
  const choices = [...(question?.choices ?? [])];
  const rows = {
    explanation: [
      ...layOut(explanation, COLUMNS),
      ...(choices.length > 0 ? [''] : []),
      ...choices.flatMap(([letter, text]) => hanging(` ${letter}  `, text, COLUMNS)),
    ].length,
    run: transcript.length,
    why: layOut(why, COLUMNS).length,
  };
  const parts = Object.keys(MOST_ROWS) as (keyof typeof MOST_ROWS)[];
  return parts
    .filter((part) => rows[part] > MOST_ROWS[part])
    .map((part) => `${number}: ${part} ${rows[part]}`);
}
