/** Holding frames, and what is done to a held one: which frame is meant, and what is said when none is. */

import { printable } from '../../terminal/escape.ts';
import type { Text } from '../../terminal/language.ts';
import { editable } from '../edit.ts';
import type { ReleaseAction } from '../relay/events.ts';
import { type FrameRow, frameBytes } from '../rows.ts';
import { type State, selectedFrame } from '../state.ts';
import { only, type Step } from '../step.ts';
import { words } from '../view/words.ts';
import { noticed } from './notice.ts';
import { promptedAbout } from './prompted.ts';

const LONGEST_EDIT_BYTES = 4_096;

const SEVERAL_HELD: Text = {
  en: 'several frames are held; go to the one that is meant',
  pt: 'há vários quadros retidos; vá ao que se quer',
};
const NOTHING_HELD: Text = {
  en: 'nothing is held; i begins to hold',
  pt: 'nada está retido; i começa a reter',
};
const UNDER_WAY: Text = {
  en: 'what was held has its order already; A sends it at once',
  pt: 'o que estava retido já tem sua ordem; A o envia de uma vez',
};
export const HELD_NO_MORE: Text = {
  en: 'this frame is no longer held',
  pt: 'este quadro já não está retido',
};
const TOO_LONG: Text = {
  en: `only frames of up to ${LONGEST_EDIT_BYTES} bytes can be edited here`,
  pt: `só quadros de até ${LONGEST_EDIT_BYTES} bytes podem ser editados aqui`,
};
const PASSING: Text = { en: 'everything passes again', pt: 'tudo passa de novo' };

/** The default of the client's --timeout. */
const PATIENCE: Text = {
  en: 'a one-shot client waits 30 s',
  pt: 'um cliente de um só comando espera 30 s',
};

export function toggleHold(state: State): Step {
  if (!state.holding) return hold(state, state.holdText);
  return only(noticed({ ...state, holding: false }, PASSING), { kind: 'hold', rule: undefined });
}

/** Holds from now on what the filter `rule` lets through; without one, everything. */
export function hold(state: State, rule: string): Step {
  const text = printable(rule);
  const notice = {
    en: `holding ${text === '' ? 'all' : `only ${text}`}: Space releases, I chooses which; ${PATIENCE.en}`,
    pt: `retendo ${text === '' ? 'tudo' : `só ${text}`}: Espaço libera, I escolhe quais; ${PATIENCE.pt}`,
  };
  return only(noticed({ ...state, holding: true, holdText: rule }, notice), { kind: 'hold', rule });
}

/** The selected frame if it is held, or the only one that is; of several, none is guessed at. */
export function heldFrame(state: State): FrameRow | undefined {
  const selected = selectedFrame(state);
  const [first, second] = state.store.heldFrames();
  if (selected?.held) return selected;
  return second || selected?.order ? undefined : first;
}

/** Why no frame is meant. */
function noneMeant(state: State): Text {
  const { store } = state;
  if (selectedFrame(state)?.order) return UNDER_WAY;
  if (store.heldFrames().length > 0) return SEVERAL_HELD;
  return store.orderedFrames().length > 0 ? UNDER_WAY : NOTHING_HELD;
}

/** What becomes of `frame`; the person is told why, where none is meant or this one is held no more. */
export function onHeld(state: State, frame: FrameRow | undefined, action: ReleaseAction): Step {
  if (!frame?.held) return only(noticed(state, frame ? HELD_NO_MORE : noneMeant(state)));
  const said = frame.number === state.cursor ? state : noticed(state, doneElsewhere(frame, action));
  return only(said, { kind: 'release', frame: frame.held.frame, action });
}

/** Where nobody looks at the frame, its row may not even be seen. */
function doneElsewhere({ number }: FrameRow, { how }: ReleaseAction): Text {
  const [en, pt] = [words('en'), words('pt')];
  return { en: `No. ${number}: ${en.how[how]}`, pt: `N.º ${number}: ${pt.how[how]}` };
}

export function editing(state: State): State {
  const frame = heldFrame(state);
  if (!frame) return noticed(state, noneMeant(state));
  if (frame.size > LONGEST_EDIT_BYTES) return noticed(state, TOO_LONG);
  return promptedAbout(state, frame, 'edit-text', editable(frameBytes(frame), 'text'));
}

export function splitting(state: State): State {
  const frame = heldFrame(state);
  return frame ? promptedAbout(state, frame, 'split', '') : noticed(state, noneMeant(state));
}
