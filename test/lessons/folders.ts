/** The lessons that there are: the folders of lessons/ whose names begin with a number. */

import { readdirSync } from 'node:fs';

export function lessonFolders(): string[] {
  const entries = readdirSync(new URL('../../lessons/', import.meta.url), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && /^\d\d-/.test(entry.name)).map(({ name }) => name);
}
