/** The two lessons that the tests of the runner use are lessons like any other. */

import { FIXTURE_LESSONS } from './course.ts';
import { testEveryLesson } from './every-lesson.ts';

testEveryLesson(FIXTURE_LESSONS.lessons);
