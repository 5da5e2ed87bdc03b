/** What each action of the key table does to the state. */

import type { Text } from '../../terminal/language.ts';
import { editable } from '../edit.ts';
import type { Action } from '../keys.ts';
import { pageLines, paneOrder } from '../layout.ts';
import type { ReleaseAction } from '../relay/events.ts';
import { type FrameRow, frameBytes } from '../rows.ts';
import { parseSearch } from '../search.ts';
import type { Prompt, PromptKind, State } from '../state.ts';
import { listLength, numberAt, positionOf, selectedFrame, selectedRow, treeRows } from '../state.ts';
import { only, type Step } from '../step.ts';
import { overlayLastTop } from '../view/overlay.ts';
import { clamp, isListed, moveByte, moveField, moveLines, moveTo, refiltered } from './move.ts';

const LONGEST_EDIT_BYTES = 4_096;

const SEVERAL_HELD: Text = {
  en: 'several frames are held; go to the one that is meant',
  pt: 'há vários quadros retidos; vá ao que se quer',
};
const NOTHING_HELD: Text = {
  en: 'nothing is held; i begins to hold',
  pt: 'nada está retido; i começa a reter',
};
const HELD_NO_MORE: Text = {
  en: 'this frame is no longer held',
  pt: 'este quadro já não está retido',
};
const TOO_LONG: Text = {
  en: `only frames of up to ${LONGEST_EDIT_BYTES} bytes can be edited here`,
  pt: `só quadros de até ${LONGEST_EDIT_BYTES} bytes podem ser editados aqui`,
};
const NOT_FOUND: Text = { en: 'not found', pt: 'não encontrado' };
const NO_MARKS: Text = { en: 'no marks; m sets one', pt: 'nenhuma marca; m põe uma' };
const HOLDING: Text = { en: 'holding; Space releases', pt: 'retendo; Espaço solta' };
const PASSING: Text = { en: 'everything passes again', pt: 'tudo passa de novo' };

type Handler = (state: State) => Step;

const HANDLERS: Readonly<Record<Action, Handler>> = {
  up: (state) => only(scrolled(state, -1)),
  down: (state) => only(scrolled(state, 1)),
  'page-up': (state) => only(scrolled(state, -pageLines(state))),
  'page-down': (state) => only(scrolled(state, pageLines(state))),
  first: (state) => only(scrolled(state, Number.NEGATIVE_INFINITY)),
  last: (state) => only(toLast(state)),
  left: (state) => only(sideways(state, -1)),
  right: (state) => only(sideways(state, 1)),
  enter: (state) => only(entered(state)),
  'next-pane': (state) => only(otherPane(state, 1)),
  'previous-pane': (state) => only(otherPane(state, -1)),
  zoom: (state) => only({ ...state, zoomed: !state.zoomed }),
  large: (state) => only({ ...state, large: !state.large }),
  follow: (state) =>
    only(state.following ? { ...state, following: false } : toLast({ ...state, pane: 'list' })),
  filter: (state) => only(prompted(state, 'filter', state.filterText)),
  'only-connection': (state) => only(onlyConnection(state)),
  search: (state) => only(prompted(state, 'search', '')),
  'search-next': (state) => only(searched(state, 1)),
  'search-previous': (state) => only(searched(state, -1)),
  goto: (state) => only(prompted(state, 'goto', '')),
  mark: (state) => only(marked(state)),
  'next-mark': (state) => only(toNextMark(state)),
  totals: (state) => only(overlaid(state, 'totals')),
  clear: (state) =>
    only({ ...state, marks: new Set(), matches: undefined, matchedUpTo: 0 }, { kind: 'clear' }),
  hold: toggleHold,
  'hold-rule': (state) => only(prompted(state, 'hold', state.holdText)),
  'release-next': (state) =>
    state.stepwise
      ? only(state, { kind: 'step' })
      : onHeld(state, state.store.heldFrames()[0], { how: 'released' }),
  release: (state) => onHeld(state, heldFrame(state), { how: 'released' }),
  'release-all': (state) => only(state, { kind: 'release-all' }),
  drop: (state) => onHeld(state, heldFrame(state), { how: 'dropped' }),
  double: (state) => onHeld(state, heldFrame(state), { how: 'doubled' }),
  join: (state) => onHeld(state, heldFrame(state), { how: 'joined' }),
  edit: (state) => only(editing(state)),
  split: (state) => only(splitting(state)),
  help: (state) => only(overlaid(state, 'help')),
  escape: (state) => only(escaped(state)),
  quit: (state) => only(state, { kind: 'quit' }),
};

export function act(state: State, action: Action): Step {
  return HANDLERS[action](state);
}

export function noticed(state: State, text: Text): State {
  return { ...state, notice: text[state.language] };
}

function scrolled(state: State, lines: number): State {
  if (state.overlay !== 'none')
    return { ...state, overlayTop: clamp(state.overlayTop + lines, 0, overlayLastTop(state)) };
  return moveLines(state, lines);
}

function toLast(state: State): State {
  const moved = scrolled(state, Number.POSITIVE_INFINITY);
  return state.pane === 'list' && state.overlay === 'none' ? { ...moved, following: true } : moved;
}

function sideways(state: State, by: number): State {
  if (state.pane === 'bytes') return moveByte(state, by);
  if (state.pane === 'fields') return folded(state, by < 0);
  return state;
}

function entered(state: State): State {
  if (state.pane === 'list') return { ...state, pane: 'fields' };
  const row = treeRows(state)[state.fieldIndex];
  return state.pane === 'fields' && row ? folded(state, !row.folded) : state;
}

function folded(state: State, fold: boolean): State {
  const row = treeRows(state)[state.fieldIndex];
  if (!row) return state;
  if (!row.field.children) return fold ? toParent(state) : state;
  const paths = new Set(state.folded);
  if (fold) paths.add(row.path);
  else paths.delete(row.path);
  return { ...state, folded: paths };
}

function toParent(state: State): State {
  const rows = treeRows(state);
  const depth = rows[state.fieldIndex]?.depth ?? 0;
  const parent = rows.slice(0, state.fieldIndex).findLastIndex((row) => row.depth < depth);
  return parent < 0 ? state : moveField(state, parent - state.fieldIndex);
}

function otherPane(state: State, by: number): State {
  const order = paneOrder(state);
  const next = order[(order.indexOf(state.pane) + by + order.length) % order.length];
  return { ...state, pane: next ?? 'list' };
}

function prompted(state: State, kind: PromptKind, text: string): State {
  const { filterText, cursor, following, fieldIndex, byte } = state;
  const before = { filterText, cursor, following, fieldIndex, byte };
  const prompt: Prompt = { kind, text, cursor: text.length, mend: true, before };
  return { ...state, overlay: 'none', prompt };
}

/** A prompt about a held frame, with the cursor on it. */
function promptedAbout(state: State, frame: FrameRow, kind: PromptKind, text: string): State {
  const { prompt, ...chosen } = prompted({ ...moveTo(state, frame.number), following: false }, kind, text);
  return { ...chosen, prompt: prompt && { ...prompt, frame } };
}

function overlaid(state: State, overlay: State['overlay']): State {
  return { ...state, overlay: state.overlay === overlay ? 'none' : overlay, overlayTop: 0 };
}

function escaped(state: State): State {
  if (state.overlay !== 'none') return { ...state, overlay: 'none' };
  if (state.zoomed) return { ...state, zoomed: false };
  if (state.pane !== 'list') return { ...state, pane: 'list' };
  return state.filterText === '' ? state : refiltered(state, '');
}

function onlyConnection(state: State): State {
  const row = selectedRow(state);
  if (!row) return state;
  const filterText = `conn:${row.connection}`;
  return refiltered(state, state.filterText === filterText ? '' : filterText);
}

function marked(state: State): State {
  if (!selectedRow(state)) return state;
  const marks = new Set(state.marks);
  if (!marks.delete(state.cursor)) marks.add(state.cursor);
  return { ...state, marks };
}

function toNextMark(state: State): State {
  const marks = [...state.marks].filter((number) => isListed(state, number)).sort((a, b) => a - b);
  const next = marks.find((number) => number > state.cursor) ?? marks[0];
  return next === undefined ? noticed(state, NO_MARKS) : { ...moveTo(state, next), following: false };
}

/** To the next (or previous) frame of the list that holds what is searched for, and to the first place in it. */
export function searched(state: State, by: 1 | -1): State {
  const parsed = parseSearch(state.searchText);
  if (!parsed.ok) return noticed(state, parsed.problem);
  const length = listLength(state);
  const here = positionOf(state, state.cursor);
  for (let step = 1; step <= length; step += 1) {
    const number = numberAt(state, (here + by * step + length) % length);
    const row = state.store.row(number);
    const found = row?.kind === 'frame' && parsed.pattern.find(frameBytes(row), 0);
    if (found) return moveByte({ ...moveTo(state, number), following: false, byte: 0 }, found.start);
  }
  return noticed(state, NOT_FOUND);
}

function toggleHold(state: State): Step {
  const holding = !state.holding;
  const changed = noticed({ ...state, holding }, holding ? HOLDING : PASSING);
  return only(changed, { kind: 'hold', rule: holding ? state.holdText : undefined });
}

/** The selected frame if it is held, or the only one that is; of several, none is guessed at. */
function heldFrame(state: State): FrameRow | undefined {
  const selected = selectedFrame(state);
  const [first, second] = state.store.heldFrames();
  return selected?.held ? selected : second ? undefined : first;
}

/** Why no frame is meant. */
function noneMeant(state: State): Text {
  return state.store.heldFrames().length === 0 ? NOTHING_HELD : SEVERAL_HELD;
}

export function onHeld(state: State, frame: FrameRow | undefined, action: ReleaseAction): Step {
  if (!frame?.held) return only(noticed(state, frame ? HELD_NO_MORE : noneMeant(state)));
  return only(state, { kind: 'release', frame: frame.held.frame, action });
}

function editing(state: State): State {
  const frame = heldFrame(state);
  if (!frame) return noticed(state, noneMeant(state));
  if (frame.size > LONGEST_EDIT_BYTES) return noticed(state, TOO_LONG);
  return promptedAbout(state, frame, 'edit-text', editable(frameBytes(frame), 'text'));
}

function splitting(state: State): State {
  const frame = heldFrame(state);
  return frame ? promptedAbout(state, frame, 'split', '') : noticed(state, noneMeant(state));
}
