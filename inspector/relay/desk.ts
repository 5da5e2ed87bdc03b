/**
 * What the flows of all connections share: the clock, the reporter of events, the rule of what is held and the
 * register of held frames.
 *
 * Here stand the guards: whatever the listeners and the rule throw stops here and never reaches the traffic.
 */

import { type Cut, cut, type Place } from './cut.ts';
import type { HoldRule, RelayEvent, ReleaseAction } from './events.ts';

/** Who has a held frame and can let go of it. */
export interface Holder {
  release(action: ReleaseAction): void;
}

export interface DeskOptions {
  readonly onEvent: (event: RelayEvent) => void;
  readonly onError: (error: unknown) => void;
  readonly now: () => number;
}

export class Desk {
  rule: HoldRule | undefined;
  readonly now: () => number;
  readonly #onEvent: (event: RelayEvent) => void;
  readonly #onError: (error: unknown) => void;
  readonly #holders = new Map<number, Holder>();
  #lastFrame = 0;
  #reported = false;

  constructor({ onEvent, onError, now }: DeskOptions) {
    this.#onEvent = onEvent;
    this.#onError = onError;
    this.now = now;
  }

  say(event: RelayEvent): void {
    try {
      this.#onEvent(event);
    } catch (error) {
      this.report(error);
    }
  }

  /** Only the first of them: a listener that fails once may fail at every read. */
  report(error: unknown): void {
    if (this.#reported) return;
    this.#reported = true;
    try {
      this.#onError(error);
    } catch {
      // nobody is left to be told
    }
  }

  /** Where to cut `bytes`. Without a rule, or with one that throws, all of them pass. */
  cut(bytes: Buffer, place: Place, rule = this.rule): Cut {
    try {
      if (rule) return cut(bytes, rule, place);
    } catch (error) {
      this.report(error);
    }
    return { pass: bytes.length, hold: 0, beyond: 0 };
  }

  /** The same where nothing is wanted: where the frames end. */
  cutUnasked(bytes: Buffer, place: Place): Cut {
    const { rule } = this;
    const lenient = rule && { measure: rule.measure.bind(rule), wants: () => false };
    return this.cut(bytes, place, lenient);
  }

  register(holder: Holder): number {
    this.#lastFrame += 1;
    this.#holders.set(this.#lastFrame, holder);
    return this.#lastFrame;
  }

  unregister(frame: number): void {
    this.#holders.delete(frame);
  }

  holder(frame: number): Holder | undefined {
    return this.#holders.get(frame);
  }
}
