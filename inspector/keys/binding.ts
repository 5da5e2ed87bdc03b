/** What a key is: the action that it stands for, its names, and what the help says of it. */

import type { Text } from '../../terminal/language.ts';

export type Action =
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'left'
  | 'right'
  | 'enter'
  | 'next-pane'
  | 'previous-pane'
  | 'zoom'
  | 'large'
  | 'follow'
  | 'filter'
  | 'only-connection'
  | 'search'
  | 'search-next'
  | 'search-previous'
  | 'goto'
  | 'mark'
  | 'next-mark'
  | 'totals'
  | 'clear'
  | 'hold'
  | 'hold-rule'
  | 'release-next'
  | 'release'
  | 'release-all'
  | 'drop'
  | 'double'
  | 'edit'
  | 'split'
  | 'join'
  | 'help'
  | 'escape'
  | 'quit';

export interface Binding {
  readonly action: Action;
  /** As blessed names them. */
  readonly keys: readonly string[];
  /** As people write them; in both languages where that differs. */
  readonly shown: string | Text;
  readonly help: Text;
}
