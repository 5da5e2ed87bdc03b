/** Lesson 09, a wrong answer: only the empty name is refused. */

import { join } from 'node:path';

export function pathFor(folder: string, name: string): string {
  if (name === '') throw new Error('empty');
  return join(folder, name);
}
