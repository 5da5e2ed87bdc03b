/**
 * Has a student's file judged in a process of its own, so that an endless loop, a crash or a process.exit() is a
 * sentence and no more. Trusts the student not to attack: their own machine runs their own code.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loaderWords } from './loader-words.ts';
import { type Failure, type JudgeEvent, toVerdict, type Verdict } from './verdict.ts';

const CHILD = fileURLToPath(new URL('exercise-child.ts', import.meta.url));
/** From the first line of the student's code on; with it the answer is there within 3 s of the command. */
const LONGEST_MS = 1_500;
/** A machine may take its time to start a process; one that never starts would be waited for forever. */
const LONGEST_START_MS = 20_000;
/** A process that the student's code started may keep the pipes open; what it prints later is not waited for. */
const LAST_OUTPUT_MS = 200;
/** A loop that keeps what it makes is stopped before it takes the machine's memory. */
const MOST_HEAP_MIB = 512;
const MOST_OUTPUT = 16_384;

export interface Checked extends Verdict {
  /** What the student's code printed, cut at 16,384 characters. */
  readonly output: string;
}

/**
 * The verdict of the exercise in `check` (its check.ts) on `file` (the student's). `seed` makes the random cuts of a
 * former check again; `longestMs` is how long the student's code may take.
 */
export async function checkFile(
  check: string,
  file: string,
  { seed, longestMs = LONGEST_MS }: { seed?: number | undefined; longestMs?: number } = {},
): Promise<Checked> {
  const child = spawn(
    process.execPath,
    [...loaderWords(), `--max-old-space-size=${MOST_HEAP_MIB}`, CHILD, check, file],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: seed === undefined ? process.env : { ...process.env, LESSON_SEED: String(seed) },
    },
  );
  const output = collect(child);
  const clock = killWhenLate(child, longestMs);
  const events: JudgeEvent[] = [];
  createInterface({ input: child.stdio[EVENTS] as Readable }).on('line', (line) => {
    const event = JSON.parse(line) as JudgeEvent;
    events.push(event);
    clock.saw(event);
  });
  const [code, signal] = await ended(child);
  const verdict = toVerdict(events, clock.late() ? { kind: 'stuck', idle: false } : howItLeft(code, signal));
  return { ...verdict, output: verdict.failure?.kind === 'out-of-memory' ? '' : output() };
}

const EVENTS = 3;

/** Kills the child when the student's code runs for too long. */
function killWhenLate(child: ChildProcess, longestMs: number) {
  let late = false;
  const kill = () => {
    late = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(kill, LONGEST_START_MS);
  child.once('exit', () => clearTimeout(timer));
  return {
    late: () => late,
    saw({ kind }: JudgeEvent) {
      if (kind !== 'loading' || child.exitCode !== null || child.signalCode !== null) return;
      clearTimeout(timer);
      timer = setTimeout(kill, longestMs);
    },
  };
}

function collect({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr])
    stream?.setEncoding('utf8').on('data', (printed: string) => {
      if (text.length < MOST_OUTPUT) text += printed.slice(0, MOST_OUTPUT - text.length);
    });
  return () => text;
}

async function ended(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  const closed = once(child, 'close');
  const exit = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  await Promise.race([closed, sleep(LAST_OUTPUT_MS)]);
  for (const stream of child.stdio) stream?.destroy();
  return exit;
}

/** V8 aborts when its heap is full: a signal, on Windows an exit code. */
function howItLeft(code: number | null, signal: NodeJS.Signals | null): Failure {
  const outOfMemory = signal === 'SIGABRT' || code === 134;
  return outOfMemory ? { kind: 'out-of-memory' } : { kind: 'left', how: signal ?? `exit code ${code}` };
}
