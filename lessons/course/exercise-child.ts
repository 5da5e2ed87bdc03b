/**
 * The process in which a student's code runs: `exercise-child.ts CHECK FILE`. Every event goes to descriptor 3 as a
 * line of JSON, written at once, so that it is out before the next step loops, crashes or leaves.
 */

import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type AnyExercise, describeThrown, judge } from './judge.ts';
import { CheckFailed } from './recorder.ts';
import type { JudgeEvent } from './verdict.ts';

const EVENTS = 3;

const [check = '', file = ''] = process.argv.slice(2);

/** JSON lets line and paragraph separators stand as they are; a reader of lines may end its line there. */
const SEPARATOR = /[\u2028\u2029]/g;

function tell(event: JudgeEvent): void {
  const line = JSON.stringify(event).replace(SEPARATOR, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
  writeSync(EVENTS, `${line}\n`);
}

/** From a callback: a socket's, a timer's, a promise's that nobody awaits. */
function tellAndLeave(thrown: unknown): never {
  const threw = () => ({ kind: 'threw', error: describeThrown(thrown, file), mistake: undefined }) as const;
  tell({ kind: 'failed', failure: thrown instanceof CheckFailed ? thrown.failure : threw() });
  process.exit();
}

process.on('uncaughtException', tellAndLeave);
process.on('unhandledRejection', tellAndLeave);
// Nothing is left that could go on, and the verdict is not in: somebody waits for what will never come.
process.on('beforeExit', () => {
  tell({ kind: 'failed', failure: { kind: 'stuck', idle: true } });
  process.exit();
});

const { exercise } = (await import(pathToFileURL(check).href)) as { exercise: AnyExercise };
await judge(exercise, file, tell);
process.exit();
