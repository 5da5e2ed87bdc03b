/** Lesson 09, a wrong answer: a device is a name like any other. */

import { join } from 'node:path';

export function pathFor(folder: string, name: string): string {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > 255) throw new Error('length');
  if (/[/\\:*?"<>|]|\p{Cc}/u.test(name)) throw new Error('character');
  if (/[. ]$/.test(name)) throw new Error('end');
  return join(folder, name);
}
