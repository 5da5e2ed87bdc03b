/** `npx tsx lessons/13-hostile-input` walks this lesson, as `npx tsx lessons run 13` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
