/**
 * What happens while an exercise is judged, as plain values that cross from the child process to ours, and the verdict
 * that they add up to.
 */

import type { Text } from '../../terminal/language.ts';
import type { Difference } from './difference.ts';

export type JudgeEvent =
  /** From here on, the student's code runs. */
  | { readonly kind: 'loading' }
  /** `stuck` is the mistake to name when the check never ends. */
  | {
      readonly kind: 'check';
      readonly title: Text;
      readonly total: number;
      readonly stuck: Mistake | undefined;
    }
  | { readonly kind: 'begin'; readonly circumstances: Text }
  | { readonly kind: 'step'; readonly id: number; readonly what: Text; readonly input: string | undefined }
  /** What the step gave, or threw. */
  | { readonly kind: 'gave'; readonly id: number; readonly value: string; readonly thrown: boolean }
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'finished' };

export type Failure =
  | { readonly kind: 'not-loaded'; readonly error: Thrown }
  | { readonly kind: 'not-exported'; readonly names: readonly string[] }
  | { readonly kind: 'differs'; readonly difference: Difference; readonly mistake: Mistake | undefined }
  | { readonly kind: 'threw'; readonly error: Thrown; readonly mistake: Mistake | undefined }
  /** It refused as it should, but what it threw is no Error. */
  | { readonly kind: 'threw-no-error' }
  /** It should have thrown, and gave `got`. */
  | { readonly kind: 'accepted'; readonly got: string; readonly mistake: Mistake | undefined }
  | { readonly kind: 'mistaken'; readonly mistake: Mistake }
  /** It ran until it was stopped, or (`idle`) waited when nothing was left that could have woken it. */
  | { readonly kind: 'stuck'; readonly idle: boolean }
  /** It ended the process; `how` is a signal or `exit code 0`. */
  | { readonly kind: 'left'; readonly how: string }
  | { readonly kind: 'out-of-memory' };

/** One of the exercise's mistakes. */
export interface Mistake {
  readonly key: string;
  readonly text: Text;
}

/** What the student's code threw, as it is to be shown. */
export interface Thrown {
  readonly said: string;
  /** In the student's file; undefined when it is not known. */
  readonly line: number | undefined;
}

export interface Step {
  readonly id: number;
  readonly what: Text;
  readonly input: string | undefined;
  readonly gave: string | undefined;
  readonly thrown: boolean;
}

export interface Verdict {
  /** Titles of the checks that passed. */
  readonly passed: readonly Text[];
  /** How many checks there are; 0 when none was reached. */
  readonly total: number;
  /** The title of the check that failed or was under way. */
  readonly title: Text | undefined;
  readonly circumstances: Text | undefined;
  /** The last steps; so many were made before them. */
  readonly steps: readonly Step[];
  readonly stepsBefore: number;
  /** Undefined when everything passed. */
  readonly failure: Failure | undefined;
  readonly mistake: Mistake | undefined;
}

/** Of a longer trail, only the end is told. */
const KEPT_STEPS = 8;

const NO_STEPS = { circumstances: undefined, steps: [], stepsBefore: 0 } as const;

/** Adds up the events. `ending` is what became of the process, for where no event says how it went. */
export function toVerdict(events: readonly JudgeEvent[], ending: Failure): Verdict {
  const start = { passed: [], total: 0, title: undefined, ...NO_STEPS, failure: ending, mistake: undefined };
  const verdict = events.reduce<Verdict>(addEvent, start);
  return { ...verdict, mistake: mistakeOf(verdict.failure, events) };
}

function addEvent(verdict: Verdict, event: JudgeEvent): Verdict {
  switch (event.kind) {
    case 'check':
      return { ...verdict, title: event.title, total: event.total, ...NO_STEPS };
    case 'begin':
      return { ...verdict, ...NO_STEPS, circumstances: event.circumstances };
    case 'step':
      return addStep(verdict, { ...event, gave: undefined, thrown: false });
    case 'gave':
      return {
        ...verdict,
        steps: verdict.steps.map((step) => (step.id === event.id ? answered(step, event) : step)),
      };
    case 'passed':
      return { ...verdict, passed: verdict.title ? [...verdict.passed, verdict.title] : verdict.passed };
    case 'failed':
      return { ...verdict, failure: event.failure };
    case 'finished':
      return { ...verdict, failure: undefined };
    case 'loading':
      return verdict;
  }
}

function addStep(verdict: Verdict, step: Step): Verdict {
  const steps = [...verdict.steps, step];
  const dropped = Math.max(0, steps.length - KEPT_STEPS);
  return { ...verdict, steps: steps.slice(dropped), stepsBefore: verdict.stepsBefore + dropped };
}

function answered(step: Step, { value, thrown }: { value: string; thrown: boolean }): Step {
  return { ...step, gave: value, thrown };
}

function mistakeOf(failure: Failure | undefined, events: readonly JudgeEvent[]): Mistake | undefined {
  if (failure?.kind !== 'stuck') return failure && 'mistake' in failure ? failure.mistake : undefined;
  const check = events.findLast((event) => event.kind === 'check');
  return check?.kind === 'check' ? check.stuck : undefined;
}
