/**
 * The trail of a check: every step is told before it is made, so that even a step that never ends is known. Nothing
 * that the student's code throws, returns or catches gets past it.
 */

import type { Text } from '../../terminal/language.ts';
import { firstDifference } from './difference.ts';
import type { Explain, Trail } from './exercise.ts';
import { show } from './show.ts';
import type { Failure, JudgeEvent, Mistake, Thrown } from './verdict.ts';

/** Ends a check. The student's code may catch it; the recorder knows the failure all the same. */
export class CheckFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

export class Recorder implements Trail {
  /** The first failure; what comes after it follows from it. */
  failure: Failure | undefined;
  readonly #mistakes: Readonly<Record<string, Text>>;
  readonly #tell: (event: JudgeEvent) => void;
  readonly #describe: (thrown: unknown) => Thrown;
  #steps = 0;

  constructor(
    mistakes: Readonly<Record<string, Text>>,
    tell: (event: JudgeEvent) => void,
    describe: (thrown: unknown) => Thrown,
  ) {
    this.#mistakes = mistakes;
    this.#tell = tell;
    this.#describe = describe;
  }

  begin(circumstances: Text): void {
    this.#tell({ kind: 'begin', circumstances });
  }

  note(what: Text, value?: unknown): void {
    this.#step(what, value);
  }

  call<T>(what: Text, input: unknown, run: () => T, explain?: Explain): T {
    const id = this.#step(what, input);
    const gave = <Value>(value: Value) => {
      if (value !== undefined) this.#tell({ kind: 'gave', id, value: show(value), thrown: false });
      return value;
    };
    const threw = (thrown: unknown): never => this.#threw(thrown, id, explain);
    try {
      const result = run();
      return result instanceof Promise ? (result.then(gave, threw) as T) : gave(result);
    } catch (thrown) {
      return threw(thrown);
    }
  }

  refuses(what: Text, input: unknown, run: () => unknown, explain?: Explain): unknown {
    const id = this.#step(what, input);
    let got: unknown;
    try {
      got = run();
    } catch (thrown) {
      this.#tell({ kind: 'gave', id, value: this.#describe(thrown).said, thrown: true });
      return thrown instanceof Error ? thrown : this.#end({ kind: 'threw-no-error' });
    }
    return this.#end({ kind: 'accepted', got: show(got), mistake: this.#explained(explain, got) });
  }

  compare(got: unknown, expected: unknown, explain?: Explain): void {
    const difference = firstDifference(got, expected);
    if (difference) this.#end({ kind: 'differs', difference, mistake: this.#explained(explain, got) });
  }

  fail(mistake: string): never {
    return this.#end({ kind: 'mistaken', mistake: this.mistake(mistake) });
  }

  /** Throws when the exercise has none by this key: the fault of who wrote the exercise. */
  mistake(key: string): Mistake {
    const text = this.#mistakes[key];
    if (!text) throw new Error(`the exercise has no mistake "${key}"`);
    return { key, text };
  }

  #step(what: Text, input: unknown): number {
    this.#steps += 1;
    this.#tell({ kind: 'step', id: this.#steps, what, input: input === undefined ? undefined : show(input) });
    return this.#steps;
  }

  #threw(thrown: unknown, id: number, explain: Explain | undefined): never {
    if (thrown instanceof CheckFailed) throw thrown; // from a check inside a callback of the student's
    const error = this.#describe(thrown);
    this.#tell({ kind: 'gave', id, value: error.said, thrown: true });
    return this.#end({ kind: 'threw', error, mistake: this.#explained(explain, thrown) });
  }

  #explained(explain: Explain | undefined, seen: unknown): Mistake | undefined {
    if (seen instanceof Promise) return undefined; // what it would have been is not known
    const key = explain && attempt(() => explain(seen));
    return key === undefined ? undefined : this.mistake(key);
  }

  #end(failure: Failure): never {
    this.failure ??= failure;
    throw new CheckFailed(this.failure);
  }
}

/** What was seen can be anything: an explanation that stumbles over it explains nothing. */
function attempt(explain: () => string | undefined): string | undefined {
  try {
    return explain();
  } catch {
    return undefined;
  }
}
