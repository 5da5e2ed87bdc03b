/** What a student does next with a lesson: see it, get its exercise, check it. */

import { existsSync } from 'node:fs';
import { numberOf } from '../course/catalogue.ts';
import { studentFile } from '../course/workshop.ts';
import { type Situation, typed } from './situation.ts';

/** As it is to be typed. */
export function nextCommand({ workshop, progress }: Situation, slug: string): string {
  if (existsSync(studentFile(workshop, slug))) return typed('check', numberOf(slug));
  return typed(progress.of(slug).begun ? 'start' : 'run', numberOf(slug));
}
