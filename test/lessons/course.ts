/** A course of its own for each test: the real runner, two small lessons (fixture/), and a student's empty desk. */

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Progress } from '../../lessons/course/progress.ts';
import type { Workshop } from '../../lessons/course/workshop.ts';
import { type Ended, Program, ROOT, runToEnd, temporaryFolder } from '../support.ts';

const FIXTURE = fileURLToPath(new URL('fixture', import.meta.url));
const RUNNER = ['lessons/index.ts', 'lessons/course', 'lessons/commands', 'terminal', 'package.json'];
const LESSONS = ['01-mirror', '02-length'];

export interface Course extends Workshop {
  /** Runs `npx tsx lessons` with these words to its end. */
  run(...words: readonly string[]): Promise<Ended>;
  /** Starts it, for what does not end by itself. */
  start(...words: readonly string[]): Program;
  /** Puts a file of a lesson's exercise in the place of the student's answer. */
  answer(slug: string, file: string): void;
  /** What the course remembers. */
  progressNow(): Progress;
  /** Writes the student's answer. */
  write(slug: string, code: string): void;
}

/** The lessons where they are, for tests that run in this process. */
export const FIXTURE_LESSONS: Pick<Workshop, 'lessons'> = { lessons: FIXTURE };

export function newCourse(test: TestContext, { installed = true } = {}): Course {
  const folder = temporaryFolder(test);
  for (const path of RUNNER) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  for (const slug of LESSONS) cpSync(join(FIXTURE, slug), join(folder, 'lessons', slug), { recursive: true });
  if (installed) symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const script = relative(ROOT, join(folder, 'lessons', 'index.ts'));
  const work = join(folder, 'work');
  const write = (slug: string, code: string) => {
    mkdirSync(join(work, slug), { recursive: true });
    writeFileSync(join(work, slug, 'exercise.ts'), code);
  };
  const workshop = { lessons: join(folder, 'lessons'), work, progress: join(folder, '.progress.json') };
  return {
    ...workshop,
    progressNow: () => new Progress(workshop, ({ en }) => assert.fail(en)),
    run: (...words) => runToEnd(test, [script, ...words], { cwd: folder }),
    start: (...words) => new Program(test, [script, ...words], { cwd: folder }),
    answer: (slug, file) => write(slug, readFileSync(join(FIXTURE, slug, 'exercise', file), 'utf8')),
    write,
  };
}

/** The same with a real lesson in it, number 05, and the one that it is compared with. */
export function courseWithLesson(test: TestContext): Course {
  const course = newCourse(test);
  for (const slug of ['04-lines', '05-length-prefix'])
    cpSync(join(ROOT, 'lessons', slug), join(course.lessons, slug), { recursive: true });
  return course;
}
