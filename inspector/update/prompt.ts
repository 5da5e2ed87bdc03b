/** A line being typed: its keys, what is wrong with it as it stands, and what Enter makes of it. */

import type { Text } from '../../terminal/language.ts';
import { editable, parseEdit } from '../edit.ts';
import { parseFilter } from '../filter.ts';
import { type FrameRow, frameBytes } from '../rows.ts';
import { parseSearch } from '../search.ts';
import type { Prompt, State } from '../state.ts';
import { listLength, numberAt, positionOf } from '../state.ts';
import { only, type Step } from '../step.ts';
import { noticed, onHeld, searched } from './action.ts';
import { caughtUp, clamp, moveTo, refiltered } from './move.ts';

/** Up to so many rows, the list follows a filter letter by letter; beyond, it waits for Enter. */
const LIVE_FILTER_ROWS = 20_000;
const DEFAULT_PAUSE_MS = 1_000;

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

/** A filter that was tried while it was typed is taken back. */
function givenUp(state: State, { kind, before }: Prompt): State {
  const done = { ...state, prompt: undefined };
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

function problemOf({ kind, text, mend, frame }: Prompt): Text | undefined {
  switch (kind) {
    case 'filter':
    case 'hold':
      return problemIn(parseFilter(text));
    case 'search':
      return problemIn(parseSearch(text));
    case 'goto':
      return /^\d*$/.test(text) ? undefined : { en: 'a number', pt: 'um número' };
    case 'split':
      return splitProblem(text, frame?.size ?? 0);
    case 'edit-text':
    case 'edit-hex':
      return problemIn(parseEdit(text, originalBytes(frame), editMode(kind), mend));
  }
}

function problemIn(parsed: { ok: true } | { ok: false; problem: Text }): Text | undefined {
  return parsed.ok ? undefined : parsed.problem;
}

const SPLIT_FORM: Text = {
  en: 'sizes such as 4 12, or * for byte by byte; @500 for the pause in ms',
  pt: 'tamanhos como 4 12, ou * para byte a byte; @500 para a pausa em ms',
};

function entered(state: State, prompt: Prompt): Step {
  const problem = problemOf(prompt);
  const done = { ...state, prompt: undefined };
  if (problem) return only({ ...state, prompt: { ...prompt, problem } });
  switch (prompt.kind) {
    case 'filter':
      return only(triedFilter(done, prompt));
    case 'hold':
      return only({ ...done, holding: true, holdText: prompt.text }, { kind: 'hold', rule: prompt.text });
    case 'search':
      return only(searched({ ...done, searchText: prompt.text }, 1));
    case 'goto':
      return only(gone(done, Number(prompt.text)));
    case 'split':
      return split(done, prompt);
    case 'edit-text':
    case 'edit-hex':
      return edited(done, prompt);
  }
}

function gone(state: State, number: number): State {
  const length = listLength(state);
  if (length === 0 || number === 0) return state;
  const position = clamp(positionOf(state, number), 0, length - 1);
  return { ...moveTo(state, numberAt(state, position)), following: false };
}

function splitProblem(text: string, size: number): Text | undefined {
  const parsed = parseSplit(text, size);
  if (!parsed) return SPLIT_FORM;
  const wanted = parsed.sizes.reduce((sum, piece) => sum + piece, 0);
  if (wanted <= size) return undefined;
  return { en: `the frame has only ${size} bytes`, pt: `o quadro só tem ${size} bytes` };
}

function split(state: State, { text, frame }: Prompt): Step {
  const parsed = parseSplit(text, frame?.size ?? 0);
  return parsed ? onHeld(state, frame, { how: 'split', ...parsed }) : only(state);
}

/** `4 12`: pieces of 4 and 12 bytes and the rest; `*`: byte by byte; `@500`: milliseconds between them. */
function parseSplit(text: string, size: number): { sizes: number[]; pauseMs: number } | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const pauses = words.filter((word) => word.startsWith('@')).map((word) => word.slice(1));
  const pieces = words.filter((word) => !word.startsWith('@'));
  if (![...pauses, ...pieces].every((word) => /^(\d{1,6}|\*)$/.test(word)) || pauses.includes('*'))
    return undefined;
  const sizes = pieces.flatMap((word) =>
    word === '*' ? new Array<number>(Math.min(size, 4_096)).fill(1) : [Number(word)],
  );
  if (sizes.some((piece) => piece === 0)) return undefined;
  const half = Math.max(1, Math.floor(size / 2));
  return { sizes: sizes.length > 0 ? sizes : [half], pauseMs: Number(pauses[0] ?? DEFAULT_PAUSE_MS) };
}

function edited(state: State, prompt: Prompt): Step {
  const parsed = parseEdit(prompt.text, originalBytes(prompt.frame), editMode(prompt.kind), prompt.mend);
  if (!parsed.ok) return only(noticed(state, parsed.problem));
  return onHeld(state, prompt.frame, { how: 'edited', bytes: parsed.bytes });
}

/** Text becomes hex and hex text, with what was typed so far. */
function switched(state: State, prompt: Prompt): State {
  if (prompt.kind !== 'edit-text' && prompt.kind !== 'edit-hex') return state;
  const parsed = parseEdit(prompt.text, originalBytes(prompt.frame), editMode(prompt.kind), prompt.mend);
  if (!parsed.ok) return checked(state, prompt);
  const kind = prompt.kind === 'edit-text' ? 'edit-hex' : 'edit-text';
  const text = editable(parsed.bytes, editMode(kind));
  return checked(state, { ...prompt, kind, text, cursor: text.length });
}

function editMode(kind: Prompt['kind']): 'text' | 'hex' {
  return kind === 'edit-hex' ? 'hex' : 'text';
}

function originalBytes(frame: FrameRow | undefined): Buffer {
  return frame ? frameBytes(frame) : Buffer.alloc(0);
}
