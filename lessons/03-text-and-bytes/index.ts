/** `npx tsx lessons/03-text-and-bytes` walks this lesson, as `npx tsx lessons run 03` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
