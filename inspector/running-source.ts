/** What a source of events is, once it runs: a relay, a recording or a demonstration. */

import type { HoldRule, ReleaseAction } from './relay/events.ts';

/**
 * Where the events come from, as far as it matters to the person. `listen` and `target` are `host:port`; `ours` unless
 * another format than that of our own programs is expected.
 */
export type SourceFacts =
  | { readonly kind: 'relay'; readonly listen: string; readonly target: string; readonly ours: boolean }
  | { readonly kind: 'demo' | 'recording' | 'steps' };

/** What is played back has passed already. */
export function canHold({ kind }: SourceFacts): boolean {
  return kind === 'relay' || kind === 'demo';
}

/** What the screen can ask of a source. Only a relay can hold; only a recording can be stepped. */
export interface RunningSource {
  /** For the title line. */
  readonly route: string;
  readonly facts: SourceFacts;
  /** Milliseconds of the clock that its events are stamped with. */
  now(): number;
  hold(rule: HoldRule | undefined): void;
  /** False if it is not held any more. */
  release(frame: number, action: ReleaseAction): boolean;
  releaseAll(): void;
  /** The next event of a recording that is played stepwise; false when there is none. */
  readonly step: (() => boolean) | undefined;
  /** Lets go of what is held, in order, and ends. */
  stop(): Promise<void>;
  /** Resolves when nothing more will come by itself. */
  readonly finished: Promise<void>;
}
