/** What a lesson's own index.ts does: `npx tsx lessons/05-length-prefix` is `npx tsx lessons run 05`. */

import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../../terminal/program.ts';
import { runCommand } from './main.ts';

/** `url` is the import.meta.url of the lesson's index.ts. */
export async function runLesson(url: string): Promise<void> {
  const slug = basename(dirname(fileURLToPath(url)));
  await runProgram(() => runCommand(['run', slug, ...process.argv.slice(2)]));
}
