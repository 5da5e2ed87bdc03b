/** `npx tsx lessons/09-files` walks this lesson, as `npx tsx lessons run 09` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
