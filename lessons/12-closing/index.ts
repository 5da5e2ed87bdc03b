/** `npx tsx lessons/12-closing` walks this lesson, as `npx tsx lessons run 12` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
