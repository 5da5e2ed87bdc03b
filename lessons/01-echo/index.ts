/** `npx tsx lessons/01-echo` walks this lesson, as `npx tsx lessons run 01` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
