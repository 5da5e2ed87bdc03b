/** Whoever shows what is captured: the screen or the printer. */

import type { RelayEvent } from './relay/events.ts';

export interface Audience {
  /** The store has taken the event in. */
  captured(event: RelayEvent): void;
  /** A sentence for the person, about something that went wrong meanwhile. */
  told(sentence: string): void;
}
