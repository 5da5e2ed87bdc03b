/** `npx tsx lessons/07-header` walks this lesson, as `npx tsx lessons run 07` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
