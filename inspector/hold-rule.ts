/** What to hold, for the relay: frames as the store has cut them, chosen by a filter. */

import { filterSubject } from './filter/row-subject.ts';
import { parseFilter } from './filter.ts';
import type { HoldRule } from './relay/events.ts';
import type { Store } from './store.ts';

/** `text` in the language of filter.ts; one that cannot be read holds everything. The store has seen each read first. */
export function holdRule(store: Store, text: string): HoldRule {
  const parsed = parseFilter(text);
  const filter = parsed.ok ? parsed.filter : () => true;
  return {
    measure(bytes, from, connection, ended, offset) {
      return store.restOfFrame(connection, from, offset) ?? (ended ? bytes.length : undefined);
    },
    wants(_frame, from, connection, offset) {
      const row = store.frameAt(connection, from, offset);
      return row !== undefined && filter(filterSubject(store, row, new Set()));
    },
  };
}
