/** The lessons of the course, each held to the same. */

import { WORKSHOP } from '../../lessons/course/workshop.ts';
import { testEveryLesson } from './every-lesson.ts';

testEveryLesson(WORKSHOP.lessons);
