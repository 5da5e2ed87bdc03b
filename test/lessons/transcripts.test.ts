/**
 * What the READMEs say that a step prints is what it prints. `UPDATE_TRANSCRIPTS=05` writes it into those of lesson 05,
 * `UPDATE_TRANSCRIPTS=-` into all.
 *
 * Lines that may be another at each run (the sizes of reads, times, ports) are left out of the comparison, however many
 * they are.
 */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { readLesson, readmeFile } from '../../lessons/course/readme.ts';
import { Stage } from '../../lessons/course/stage.ts';
import { loadSteps } from '../../lessons/course/step.ts';
import type { Text } from '../../terminal/language.ts';
import { lessonFolders } from './folders.ts';

interface Line {
  readonly text: Text;
  readonly varying: boolean;
}

const toWrite = process.env.UPDATE_TRANSCRIPTS;

for (const slug of lessonFolders().filter((folder) => folder.includes(toWrite ?? ''))) {
  test(`the steps of ${slug} that run something are those with a transcript`, async () => {
    const numbers = Object.keys(await loadSteps(slug)).map(Number);
    for (const language of ['en', 'pt'] as const) {
      const steps = readLesson(slug, language).steps.filter(({ transcript }) => transcript);
      assert.deepEqual(
        steps.map(({ number }) => number),
        numbers,
        language,
      );
    }
  });

  test(`the transcripts of ${slug} are what its steps print`, async () => {
    const steps = await loadSteps(slug);
    for (const [number, action] of Object.entries(steps)) {
      const lines: Line[] = [];
      const stage = new Stage((text, varying) => lines.push({ text, varying }));
      try {
        await action(stage);
      } finally {
        await stage.close();
      }
      for (const language of ['en', 'pt'] as const) {
        const printed = lines.map(({ text, varying }) => ({ line: text[language].trimEnd(), varying }));
        if (toWrite) writeTranscript(slug, language, Number(number), printed);
        assertTranscript(slug, language, Number(number), printed);
      }
    }
  });
}

type Printed = readonly { readonly line: string; readonly varying: boolean }[];

function assertTranscript(slug: string, language: 'en' | 'pt', number: number, printed: Printed): void {
  const step = readLesson(slug, language).steps.find((candidate) => candidate.number === number);
  const written = step?.transcript?.join('\n') ?? '';
  const pattern = new RegExp(`^${patternOf(printed)}$`);
  const actual = printed.map(({ line }) => line).join('\n');
  if (!pattern.test(`${written}\n`)) assert.equal(written, actual, `${slug}, ${language}, step ${number}`);
}

/** A varying line stands for any number of lines. */
function patternOf(printed: Printed): string {
  return printed
    .map(({ line, varying }) =>
      varying ? '(?:.*\n)*' : `${line.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\n`,
    )
    .filter((pattern, index, all) => !(pattern.startsWith('(?:') && pattern === all[index - 1]))
    .join('');
}

function writeTranscript(slug: string, language: 'en' | 'pt', number: number, printed: Printed): void {
  const file = readmeFile(new URL(`../../lessons/${slug}/`, import.meta.url), language);
  const [before = '', ...sections] = readFileSync(file, 'utf8').split(/^(?=## )/m);
  const transcript = printed.map(({ line }) => line).join('\n');
  const filled = sections.map((section) =>
    section.startsWith(`## ${number}. `)
      ? section.replace(/^```text\n[\s\S]*?^```$/m, () => `\`\`\`text\n${transcript}\n\`\`\``)
      : section,
  );
  writeFileSync(file, [before, ...filled].join(''));
}
