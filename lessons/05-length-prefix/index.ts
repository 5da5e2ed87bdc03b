/** `npx tsx lessons/05-length-prefix` walks this lesson, as `npx tsx lessons run 05` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
