/** `npx tsx lessons/04-lines` walks this lesson, as `npx tsx lessons run 04` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
