/** A line begins to be typed. */

import type { FrameRow } from '../rows.ts';
import type { Prompt, PromptKind, State } from '../state.ts';
import { moveTo } from './move.ts';

export function prompted(state: State, kind: PromptKind, text: string): State {
  const { filterText, cursor, following, fieldIndex, byte } = state;
  const before = { filterText, cursor, following, fieldIndex, byte };
  const prompt: Prompt = { kind, text, cursor: text.length, mend: true, before };
  return { ...state, overlay: 'none', prompt };
}

/** A prompt about a held frame, with the cursor on it until that is done. */
export function promptedAbout(state: State, frame: FrameRow, kind: PromptKind, text: string): State {
  const asked = moveTo(prompted(state, kind, text), frame.number);
  return { ...asked, following: false, prompt: asked.prompt && { ...asked.prompt, frame } };
}
