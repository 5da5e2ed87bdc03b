/** `noting.ts FILE WORK SLUG COUNT`: notes hints 1 to COUNT of a lesson, prints each when it is noted, and reads them all. */

import { writeSync } from 'node:fs';
import { Progress } from '../../lessons/course/progress.ts';

const [progress = '', work = '', slug = '', count = ''] = process.argv.slice(2);

const book = new Progress({ lessons: '', work, progress }, ({ en }) => process.stderr.write(`${en}\n`));
for (let hints = 1; hints <= Number(count); hints += 1) {
  book.note(slug, { hints });
  writeSync(1, `${hints}\n`);
  book.of(slug);
}
