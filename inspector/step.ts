/** What update.ts is told, and what it answers: the vocabulary of the loop. */

import type { ReleaseAction } from './relay/events.ts';
import type { State } from './state.ts';

export type Message =
  | { readonly kind: 'key'; readonly key: string; readonly character: string | undefined }
  | { readonly kind: 'click'; readonly x: number; readonly y: number }
  | { readonly kind: 'wheel'; readonly x: number; readonly y: number; readonly by: number }
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number }
  /** The store has changed, or time has passed. */
  | { readonly kind: 'captured'; readonly now: number };

export type Command =
  | { readonly kind: 'quit' }
  | { readonly kind: 'clear' }
  /** Hold what passes this filter; undefined: hold nothing, and let go of everything. */
  | { readonly kind: 'hold'; readonly rule: string | undefined }
  /** By the relay's number of the held frame. */
  | { readonly kind: 'release'; readonly frame: number; readonly action: ReleaseAction }
  | { readonly kind: 'release-all' }
  /** The next event of a recording. */
  | { readonly kind: 'step' };

export interface Step {
  readonly state: State;
  readonly commands: readonly Command[];
}

export function only(state: State, ...commands: Command[]): Step {
  return { state, commands };
}
