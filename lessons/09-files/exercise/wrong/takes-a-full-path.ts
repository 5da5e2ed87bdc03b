/** Lesson 09, a wrong answer: only .. is thought of. */

import { resolve } from 'node:path';

export function pathFor(folder: string, name: string): string {
  if (name.split('/').includes('..')) throw new Error('climbs');
  return resolve(folder, name);
}
