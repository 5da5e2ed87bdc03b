/** A sentence for the person, until the next key. */

import type { Text } from '../../terminal/language.ts';
import type { State } from '../state.ts';

export function noticed(state: State, text: Text): State {
  return { ...state, notice: text[state.language] };
}
