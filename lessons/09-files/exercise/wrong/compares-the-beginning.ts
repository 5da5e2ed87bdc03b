/** Lesson 09, a wrong answer: the path is compared with the first letters of the folder. */

import { resolve } from 'node:path';

export function pathFor(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (!path.startsWith(folder)) throw new Error('outside');
  return path;
}
