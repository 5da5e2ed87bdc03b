/** `npx tsx lessons/08-commands` walks this lesson, as `npx tsx lessons run 08` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
