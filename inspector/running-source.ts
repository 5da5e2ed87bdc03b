/** What a source of events is, once it runs: a relay, a recording or a demonstration. */

import type { HoldRule, ReleaseAction } from './relay/events.ts';

/** What the screen can ask of a source. Only a relay can hold; only a recording can be stepped. */
export interface RunningSource {
  /** For the title line. */
  readonly route: string;
  /** Milliseconds of the clock that its events are stamped with. */
  now(): number;
  hold(rule: HoldRule | undefined): void;
  release(frame: number, action: ReleaseAction): void;
  releaseAll(): void;
  /** The next event of a recording that is played stepwise. */
  readonly step: (() => void) | undefined;
  /** Lets go of what is held, in order, and ends. */
  stop(): Promise<void>;
  /** Resolves when nothing more will come by itself. */
  readonly finished: Promise<void>;
}
