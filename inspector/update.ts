/**
 * (state, message) → state and commands: every decision of the screen, pure. Messages say what happened, commands
 * what is to be done by somebody who can (run-screen.ts).
 */

import { actionOf } from './keys.ts';
import { byteUnder, fieldsTop, layout, lineHeight, listRoom, listTop, type PaneArea } from './layout.ts';
import { listLength, numberAt, type State } from './state.ts';
import { type Message, only, type Step } from './step.ts';
import { act } from './update/action.ts';
import { caughtUp, moveByte, moveField, moveTo } from './update/move.ts';
import { typeKey } from './update/prompt.ts';

export function update(state: State, message: Message): Step {
  switch (message.kind) {
    case 'captured':
      return only(caughtUp({ ...state, now: message.now }));
    case 'resized':
      return only({ ...state, columns: message.columns, rows: message.rows });
    case 'key':
      return keyPressed({ ...state, notice: '' }, message.key, message.character);
    case 'click':
      return only(clicked(state, message.x, message.y));
    case 'wheel':
      return state.prompt ? only(state) : act(wheeled(state, message), message.by < 0 ? 'up' : 'down');
  }
}

function keyPressed(state: State, key: string, character: string | undefined): Step {
  if (key === 'C-c') return only(state, { kind: 'quit' });
  if (state.prompt) return typeKey(state, state.prompt, key, character);
  const action = actionOf(key) ?? (character ? actionOf(character) : undefined);
  if (!action) return only({ ...state, leaving: false });
  const step = act(state, action);
  return { ...step, state: { ...step.state, leaving: step.state.leaving && !state.leaving } };
}

function areaUnder(state: State, x: number, y: number): PaneArea | undefined {
  return layout(state).panes.find(
    ({ left, top, width, height }) => x >= left && x < left + width && y >= top && y < top + height,
  );
}

/** The wheel turns the pane under it. */
function wheeled(state: State, { x, y }: { x: number; y: number }): State {
  const area = areaUnder(state, x, y);
  return area && state.overlay === 'none' ? { ...state, pane: area.pane } : state;
}

/** A click chooses the pane, and in it the row, the field or the byte. */
function clicked(state: State, x: number, y: number): State {
  const area = areaUnder(state, x, y);
  if (!area || state.prompt || state.overlay !== 'none') return state;
  const chosen = { ...state, pane: area.pane };
  const line = y - area.top - area.headings;
  switch (area.pane) {
    case 'list':
      return clickedRow(chosen, area, line);
    case 'fields':
      return moveField(chosen, fieldsTop(state, area.height) + line - state.fieldIndex);
    case 'bytes':
      return moveByte(chosen, byteUnder(state, area, x - area.left, line) - state.byte);
  }
}

function clickedRow(state: State, area: PaneArea, line: number): State {
  const spacing = lineHeight(state);
  const room = listRoom(state, area);
  const position = listTop(state, room) + Math.floor(line / spacing);
  if (line < 0 || line >= room * spacing || position >= listLength(state)) return state;
  return { ...moveTo(state, numberAt(state, position)), following: false };
}
