/**
 * The servers of two lessons beside a DB/ that holds one large file. A lesson's server serves the DB/ two folders above
 * it, so a copy of the server, letter for letter, serves what lies there.
 *
 * The file is a hole: it has a size and no content, reads as zeros, and takes no room on the disk where the file system
 * knows of holes. Lesson 09 keeps it in memory twice: so it has not the 500 MB that would show the same.
 */

import { cpSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MIB = 2 ** 20;
export const LARGE = { name: 'large.bin', size: 256 * MIB };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAMS = ['09-files', '10-streaming'].flatMap((lesson) => [
  `lessons/${lesson}/server.ts`,
  `lessons/${lesson}/frame-socket.ts`,
]);
const COPIED = ['package.json', 'protocol', 'files', 'server', 'terminal', ...PROGRAMS];

/** Puts the file and the servers into `folder`. */
export function layOutLargeFile(folder: string): void {
  for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  mkdirSync(join(folder, 'DB'));
  const file = join(folder, 'DB', LARGE.name);
  writeFileSync(file, '');
  truncateSync(file, LARGE.size);
}
