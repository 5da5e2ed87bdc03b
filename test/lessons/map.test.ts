/** The map of the course says what the lessons say. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readLesson, readmeFile } from '../../lessons/course/readme.ts';
import { lessonFolders } from './folders.ts';

for (const language of ['en', 'pt'] as const)
  test(`the map has a row for each lesson, with what it undoes (${language})`, () => {
    const map = readFileSync(readmeFile(new URL('../../lessons/', import.meta.url), language), 'utf8');
    for (const slug of lessonFolders()) {
      const { undoes } = readLesson(slug, language);
      const link = `${slug}/${language === 'pt' ? 'README.pt-BR.md' : 'README.md'}`;
      assert.ok(map.includes(`(${link}) | ${undoes} |`), slug);
    }
  });
