/**
 * (state, message) → state and commands: every decision of the screen, pure. Messages say what happened, commands
 * what is to be done by somebody who can (index.ts).
 */

import { actionOf } from './keys.ts';
import { layout, listTop } from './layout.ts';
import { listLength, numberAt, type State } from './state.ts';
import { type Message, only, type Step } from './step.ts';
import { act } from './update/action.ts';
import { caughtUp, moveTo } from './update/move.ts';
import { typeKey } from './update/prompt.ts';

export function update(state: State, message: Message): Step {
  switch (message.kind) {
    case 'captured':
      return only(caughtUp({ ...state, now: message.now }));
    case 'resized':
      return only({ ...state, columns: message.columns, rows: message.rows });
    case 'key':
      return keyPressed({ ...state, now: message.now, notice: '' }, message.key, message.character);
    case 'click':
      return only(clicked(state, message.x, message.y));
    case 'wheel':
      return act(state, message.by < 0 ? 'up' : 'down');
  }
}

function keyPressed(state: State, key: string, character: string | undefined): Step {
  if (key === 'C-c') return only(state, { kind: 'quit' });
  if (state.prompt) return typeKey(state, state.prompt, key, character);
  const action = actionOf(key) ?? (character ? actionOf(character) : undefined);
  return action ? act(state, action) : only(state);
}

/** A click chooses the pane, and in the list the row. */
function clicked(state: State, x: number, y: number): State {
  const pane = layout(state).panes.find(
    ({ left, top, width, height }) => x >= left && x < left + width && y >= top && y < top + height,
  );
  if (!pane) return state;
  const chosen = { ...state, pane: pane.pane };
  if (pane.pane !== 'list') return chosen;
  const position = listTop(state, pane.height - pane.headings) + y - pane.top - pane.headings;
  return position >= 0 && position < listLength(state) ? moveTo(chosen, numberAt(state, position)) : chosen;
}
