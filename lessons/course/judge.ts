/**
 * Runs an exercise's checks on a student's module, in order, up to the first that fails, and tells what happens. Runs
 * in the process where it is called: exercise-child.ts is the one that may be killed.
 */

import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check, Exercise } from './exercise.ts';
import { CheckFailed, Recorder } from './recorder.ts';
import { show } from './show.ts';
import type { Failure, JudgeEvent, Thrown } from './verdict.ts';

/** Any exercise, for those who do not care what the student's code looks like. */
export type AnyExercise = Exercise<Record<string, unknown>>;

/** Resolves when all is told; what the student's code throws is told too. `file` is the student's. */
export async function judge(
  exercise: AnyExercise,
  file: string,
  tell: (event: JudgeEvent) => void,
): Promise<void> {
  const failure = await findFailure(exercise, file, tell);
  tell(failure ? { kind: 'failed', failure } : { kind: 'finished' });
}

async function findFailure(
  exercise: AnyExercise,
  file: string,
  tell: (event: JudgeEvent) => void,
): Promise<Failure | undefined> {
  tell({ kind: 'loading' });
  const loaded = await load(file);
  if ('kind' in loaded) return loaded;
  const names = exercise.exports.filter((name) => typeof loaded.student[name] !== 'function');
  if (names.length > 0) return { kind: 'not-exported', names };
  for (const check of exercise.checks) {
    const failure = await runCheck(exercise, check, loaded.student, file, tell);
    if (failure) return failure;
    tell({ kind: 'passed' });
  }
  return undefined;
}

async function load(file: string): Promise<Failure | { student: Record<string, unknown> }> {
  try {
    return { student: (await import(pathToFileURL(file).href)) as Record<string, unknown> };
  } catch (error) {
    return { kind: 'not-loaded', error: describeThrown(error, file) };
  }
}

async function runCheck(
  exercise: AnyExercise,
  check: Check<Record<string, unknown>>,
  student: Record<string, unknown>,
  file: string,
  tell: (event: JudgeEvent) => void,
): Promise<Failure | undefined> {
  const describe = (thrown: unknown) => describeThrown(thrown, file);
  const recorder = new Recorder(exercise.mistakes, tell, describe);
  const stuck = check.stuck === undefined ? undefined : recorder.mistake(check.stuck);
  tell({ kind: 'check', title: check.title, total: exercise.checks.length, stuck });
  try {
    await check.run(student, recorder);
  } catch (thrown) {
    if (!(thrown instanceof CheckFailed))
      recorder.failure ??= { kind: 'threw', error: describe(thrown), mistake: undefined };
  }
  return recorder.failure;
}

/** `thrown` as it is shown, and where in `file` it came from. */
export function describeThrown(thrown: unknown, file: string): Thrown {
  if (!(thrown instanceof Error)) return { said: show(thrown), line: undefined };
  const { name, message, stack = '' } = thrown;
  const [, untranslatable] = /: ERROR: (.*)/.exec(message) ?? []; // esbuild's, which is what tsx reads a file with
  const said =
    untranslatable === undefined
      ? `${name}: ${withoutPaths(message, file)}`
      : `SyntaxError: ${untranslatable}`;
  return { said, line: lineIn(file, `${message}\n${stack}`) };
}

/** A student knows the file by its name. */
function withoutPaths(message: string, file: string): string {
  const named = placesOf(file).reduce((text, place) => text.replaceAll(place, basename(file)), message);
  return named.replaceAll(join(dirname(file), '/'), './');
}

/** The first mention of a line of `file`. */
function lineIn(file: string, text: string): number | undefined {
  for (const place of placesOf(file)) {
    const at = text.indexOf(`${place}:`);
    const line = at === -1 ? Number.NaN : Number.parseInt(text.slice(at + place.length + 1), 10);
    if (line > 0) return line;
  }
  return undefined;
}

/** How a file is called in stacks and messages. */
function placesOf(file: string): string[] {
  return [pathToFileURL(file).href, file];
}
