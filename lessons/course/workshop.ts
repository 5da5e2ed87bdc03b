/** Where lessons, a student's work and the progress lie, and how the files in a lesson's folder are called. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Workshop {
  /** The folder of all lessons. */
  readonly lessons: string;
  /** What students write; no program deletes anything there. */
  readonly work: string;
  /** The file of what has been begun and passed. */
  readonly progress: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const WORKSHOP: Workshop = {
  lessons: join(ROOT, 'lessons'),
  work: join(ROOT, 'work'),
  progress: join(ROOT, '.progress.json'),
};

/** A file of the lesson's exercise: `exercise.ts`, `solution.ts`, `hints.ts`, `check.ts`. */
export function exerciseFile(workshop: Workshop, slug: string, name: string): string {
  return join(workshop.lessons, slug, 'exercise', name);
}

/** The student's own copy. */
export function studentFile(workshop: Workshop, slug: string): string {
  return join(workshop.work, slug, 'exercise.ts');
}
