/** `npx tsx lessons/10-streaming` walks this lesson, as `npx tsx lessons run 10` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
