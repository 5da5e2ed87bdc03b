/** `npx tsx lessons/14-tls` walks this lesson, as `npx tsx lessons run 14` does. */

import { runLesson } from '../commands/run-lesson.ts';

await runLesson(import.meta.url);
