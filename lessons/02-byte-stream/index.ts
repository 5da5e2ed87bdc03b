/** `npx tsx lessons/02-byte-stream` walks this lesson, as `npx tsx lessons run 02` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
