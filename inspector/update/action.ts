/** What each action of the key table does to the state. */

import type { Text } from '../../terminal/language.ts';
import type { Action } from '../keys/binding.ts';
import { HOLDING } from '../keys/holding.ts';
import { PANE_ORDER, pageLines } from '../layout.ts';
import { canHold } from '../running-source.ts';
import { type State, selectedRow, treeRows } from '../state.ts';
import { only, type Step } from '../step.ts';
import { overlayHeight, overlayLastTop } from '../view/overlay.ts';
import { marked, searched, toNextMark } from './find.ts';
import { editing, heldFrame, onHeld, splitting, toggleHold } from './holding.ts';
import { clamp, moveByte, moveField, moveLines, moveTo, refiltered } from './move.ts';
import { noticed } from './notice.ts';
import { prompted } from './prompted.ts';

const LARGE_VIEW: Text = {
  en: 'large view: one pane at a time; Tab shows the next, b goes back to all',
  pt: 'visão ampliada: um painel por vez; Tab mostra o próximo, b volta a todos',
};
export const NOTHING_MORE: Text = { en: 'the recording is over', pt: 'a gravação acabou' };
const PAST: Text = {
  en: 'this is a recording: nothing of it can be held any more',
  pt: 'isto é uma gravação: nada dela pode mais ser retido',
};

type Handler = (state: State) => Step;

const HANDLERS: Readonly<Record<Action, Handler>> = {
  up: (state) => only(scrolled(state, -1)),
  down: (state) => only(scrolled(state, 1)),
  'page-up': (state) => only(scrolled(state, -page(state))),
  'page-down': (state) => only(scrolled(state, page(state))),
  first: (state) => only(scrolled(state, Number.NEGATIVE_INFINITY)),
  last: (state) => only(toLast(state)),
  left: (state) => only(sideways(state, -1)),
  right: (state) => only(sideways(state, 1)),
  enter: (state) => only(entered(state)),
  'next-pane': (state) => only(otherPane(state, 1)),
  'previous-pane': (state) => only(otherPane(state, -1)),
  zoom: (state) => only({ ...state, zoomed: !state.zoomed }),
  large: (state) => only(enlarged(state)),
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
  clear: (state) => only(cleared(state), { kind: 'clear' }),
  hold: toggleHold,
  'hold-rule': (state) => only(prompted(state, 'hold', state.holdText)),
  'release-next': (state) =>
    state.source.kind === 'steps'
      ? only({ ...state, following: true }, { kind: 'step' })
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
  quit: leave,
};

export function act(state: State, action: Action): Step {
  return isPast(state, action) ? only(noticed(state, PAST)) : HANDLERS[action](state);
}

const HOLDING_ACTIONS: ReadonlySet<Action> = new Set(HOLDING.map(({ action }) => action));

/** What somebody once held cannot be held, let go of or changed any more. */
function isPast({ source }: State, action: Action): boolean {
  const steps = source.kind === 'steps' && action === 'release-next';
  return !canHold(source) && HOLDING_ACTIONS.has(action) && !steps;
}

/** Lines that PgUp and PgDn move by. */
function page(state: State): number {
  return state.overlay === 'none' ? pageLines(state) : overlayHeight(state);
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
  const count = PANE_ORDER.length;
  const next = PANE_ORDER[(PANE_ORDER.indexOf(state.pane) + by + count) % count];
  return { ...state, pane: next ?? 'list' };
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

function enlarged(state: State): State {
  const changed = { ...state, large: !state.large };
  return changed.large ? noticed(changed, LARGE_VIEW) : changed;
}

function cleared(state: State): State {
  return { ...moveTo(state, 0), cleared: true, marks: new Set(), matches: undefined, matchedUpTo: 0 };
}

function onlyConnection(state: State): State {
  const row = selectedRow(state);
  if (!row) return state;
  const filterText = `conn:${row.connection}`;
  return refiltered(state, state.filterText === filterText ? '' : filterText);
}

/** Frames that are held have somebody waiting for them: what becomes of them is said before it is done. */
function leave(state: State): Step {
  const held = state.store.heldFrames().length;
  if (held === 0 || state.leaving || !canHold(state.source)) return only(state, { kind: 'quit' });
  const notice = {
    en: `q again quits and lets go of what is held, in order: ${held} ${held === 1 ? 'frame' : 'frames'}; no answer comes back`,
    pt: `q de novo sai e libera o que está retido, em ordem: ${held} ${held === 1 ? 'quadro' : 'quadros'}; nenhuma resposta volta`,
  };
  return only({ ...noticed(state, notice), leaving: true });
}
