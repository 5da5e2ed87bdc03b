/** A line being typed: its keys, what is wrong with it as it stands, and what Enter makes of it. */

import type { Text } from '../../terminal/language.ts';
import { editable, type ParsedBytes, parseEdit } from '../edit.ts';
import { parseFilter } from '../filter.ts';
import { type FrameRow, frameBytes } from '../rows.ts';
import { parseSearch } from '../search.ts';
import { parseSplit } from '../split.ts';
import type { Prompt, State } from '../state.ts';
import { only, type Step } from '../step.ts';
import { gone, searched } from './find.ts';
import { hold, onHeld } from './holding.ts';
import { caughtUp, refiltered } from './move.ts';
import { noticed } from './notice.ts';

/** Up to so many rows, the list follows a filter letter by letter; beyond, it waits for Enter. */
const LIVE_FILTER_ROWS = 20_000;

export function typeKey(state: State, prompt: Prompt, key: string, character: string | undefined): Step {
  switch (key) {
    case 'escape':
      return only(givenUp(state, prompt));
    case 'enter':
    case 'return':
      return entered(state, prompt);
    case 'tab':
      return only(switched(state, prompt));
    case 'C-k':
      return only(checked(state, { ...prompt, mend: !prompt.mend }));
    default:
      return only(checked(state, typed(prompt, key, character)));
  }
}

/** The line is gone. Who followed the newest does so again, after a frame that had to stand still for it. */
function closed(state: State, { frame, before }: Prompt): State {
  return { ...state, prompt: undefined, following: frame ? before.following : state.following };
}

/** A filter that was tried while it was typed is taken back. */
function givenUp(state: State, prompt: Prompt): State {
  const { kind, before } = prompt;
  const done = closed(state, prompt);
  if (kind !== 'filter' || state.filterText === before.filterText) return done;
  return caughtUp({ ...refiltered(done, before.filterText), ...before });
}

function typed(prompt: Prompt, key: string, character: string | undefined): Prompt {
  const { text, cursor } = prompt;
  const before = text.slice(0, cursor);
  const after = text.slice(cursor);
  switch (key) {
    case 'left':
      return { ...prompt, cursor: withoutLast(before).length };
    case 'right':
      return { ...prompt, cursor: text.length - withoutFirst(after).length };
    case 'home':
    case 'C-a':
      return { ...prompt, cursor: 0 };
    case 'end':
    case 'C-e':
      return { ...prompt, cursor: text.length };
    case 'backspace':
      return { ...prompt, text: withoutLast(before) + after, cursor: withoutLast(before).length };
    case 'delete':
      return { ...prompt, text: before + withoutFirst(after) };
    case 'C-u':
      return { ...prompt, text: after, cursor: 0 };
  }
  if (character === undefined || !/^[\P{Cc}]+$/u.test(character)) return prompt;
  return { ...prompt, text: before + character + after, cursor: cursor + character.length };
}

function withoutLast(text: string): string {
  return text.replace(/.$/su, '');
}

function withoutFirst(text: string): string {
  return text.replace(/^./su, '');
}

/** The prompt with its problem, if it has one; a filter is tried at once. */
function checked(state: State, prompt: Prompt): State {
  const { problem: _old, ...rest } = prompt;
  const problem = problemOf(prompt);
  const next = { ...state, prompt: problem ? { ...rest, problem } : rest };
  const { store } = state;
  if (prompt.kind !== 'filter' || problem || store.last - store.first >= LIVE_FILTER_ROWS) return next;
  return state.filterText === prompt.text ? next : triedFilter(next, prompt);
}

/** The filter as it stands, seen from where the person was: half a word may have let nothing through. */
function triedFilter(state: State, { text, before }: Prompt): State {
  return refiltered({ ...state, ...before }, text);
}

function problemOf(prompt: Prompt): Text | undefined {
  const { kind, text, frame } = prompt;
  switch (kind) {
    case 'filter':
    case 'hold':
      return problemIn(parseFilter(text));
    case 'search':
      return problemIn(parseSearch(text));
    case 'goto':
      return /^\d*$/.test(text) ? undefined : { en: 'a number', pt: 'um número' };
    case 'split':
      return problemIn(parseSplit(text, frame?.size ?? 0));
    case 'edit-text':
    case 'edit-hex':
      return problemIn(editOf(prompt));
  }
}

/** What an edit makes of its frame. */
function editOf({ kind, text, mend, frame, base }: Prompt): ParsedBytes {
  return parseEdit(text, originalBytes(frame), editMode(kind), mend, base);
}

function problemIn(parsed: { ok: true } | { ok: false; problem: Text }): Text | undefined {
  return parsed.ok ? undefined : parsed.problem;
}

function entered(state: State, prompt: Prompt): Step {
  const problem = problemOf(prompt);
  const done = closed(state, prompt);
  if (problem) return only({ ...state, prompt: { ...prompt, problem } });
  switch (prompt.kind) {
    case 'filter':
      return only(triedFilter(done, prompt));
    case 'hold':
      return hold(done, prompt.text);
    case 'search':
      return only(searched({ ...done, searchText: prompt.text }, 1));
    case 'goto':
      return only(prompt.text === '' ? done : gone(done, Number(prompt.text)));
    case 'split':
      return split(done, prompt);
    case 'edit-text':
    case 'edit-hex':
      return edited(done, prompt);
  }
}

function split(state: State, { text, frame }: Prompt): Step {
  const parsed = parseSplit(text, frame?.size ?? 0);
  if (!parsed.ok) return only(noticed(state, parsed.problem));
  const { sizes, pauseMs } = parsed.split;
  return onHeld(state, frame, { how: 'split', sizes, pauseMs });
}

/** What was left as it is has not been edited. */
function edited(state: State, prompt: Prompt): Step {
  const parsed = editOf(prompt);
  if (!parsed.ok) return only(noticed(state, parsed.problem));
  const { bytes } = parsed;
  const same = bytes.equals(originalBytes(prompt.frame));
  return onHeld(state, prompt.frame, same ? { how: 'released' } : { how: 'edited', bytes });
}

/** Text becomes hex and hex text, with what was typed so far. */
function switched(state: State, prompt: Prompt): State {
  if (prompt.kind !== 'edit-text' && prompt.kind !== 'edit-hex') return state;
  const parsed = editOf(prompt);
  if (!parsed.ok) return checked(state, prompt);
  const kind = prompt.kind === 'edit-text' ? 'edit-hex' : 'edit-text';
  const text = editable(parsed.bytes, editMode(kind));
  return checked(state, { ...prompt, kind, text, cursor: text.length, base: parsed.bytes });
}

function editMode(kind: Prompt['kind']): 'text' | 'hex' {
  return kind === 'edit-hex' ? 'hex' : 'text';
}

function originalBytes(frame: FrameRow | undefined): Buffer {
  return frame ? frameBytes(frame) : Buffer.alloc(0);
}
