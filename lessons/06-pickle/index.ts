/** `npx tsx lessons/06-pickle` walks this lesson, as `npx tsx lessons run 06` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
