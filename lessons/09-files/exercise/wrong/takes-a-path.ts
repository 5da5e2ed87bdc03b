/** Lesson 09, a wrong answer: every path that stays in the folder. */

import { join, resolve, sep } from 'node:path';

export function pathFor(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (name.startsWith('/') || !path.startsWith(folder + sep)) throw new Error('outside');
  return join(folder, name);
}
