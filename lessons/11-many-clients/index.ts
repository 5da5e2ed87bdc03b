/** `npx tsx lessons/11-many-clients` walks this lesson, as `npx tsx lessons run 11` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
