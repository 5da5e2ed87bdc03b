/** The line of keys at the bottom: of those that mean something now, the most important ones that fit. */

import type { Text } from '../../terminal/language.ts';
import type { Action } from '../keys/binding.ts';
import { BINDINGS, keyName } from '../keys.ts';
import { canHold } from '../running-source.ts';
import type { State } from '../state.ts';
import { fit, type Line, type Segment, segment, width } from './lines.ts';
import { overlayLastTop } from './overlay.ts';

/** A key and two or three words for it. */
type Hint = readonly [action: Action, says: Text];

const COVERED: readonly Hint[] = [['escape', { en: 'close', pt: 'fechar' }]];
const SCROLLING: readonly Hint[] = [
  ['page-down', { en: 'more', pt: 'mais' }],
  ...COVERED,
  ['page-up', { en: 'back', pt: 'voltar' }],
];
const STEPPING: readonly Hint[] = [['release-next', { en: 'next event', pt: 'próximo evento' }]];
const HELD: readonly Hint[] = [
  ['release-next', { en: 'release', pt: 'liberar' }],
  ['edit', { en: 'edit', pt: 'editar' }],
  ['drop', { en: 'drop', pt: 'descartar' }],
  ['release-all', { en: 'all', pt: 'todos' }],
  ['split', { en: 'split', pt: 'dividir' }],
  ['double', { en: 'twice', pt: 'duplicar' }],
  ['join', { en: 'join', pt: 'unir' }],
];
const HOLDING: readonly Hint[] = [
  ['hold', { en: 'stop holding', pt: 'parar de reter' }],
  ['hold-rule', { en: 'which', pt: 'quais' }],
];
const SEARCHED: readonly Hint[] = [
  ['search-next', { en: 'next', pt: 'próximo' }],
  ['search-previous', { en: 'previous', pt: 'anterior' }],
];
const LARGE: readonly Hint[] = [['large', { en: 'all panes', pt: 'todos os painéis' }]];
const ZOOMED: readonly Hint[] = [['zoom', { en: 'all panes', pt: 'todos os painéis' }]];
const LOOKING: readonly Hint[] = [
  ['next-pane', { en: 'pane', pt: 'painel' }],
  ['follow', { en: 'follow', pt: 'seguir' }],
  ['filter', { en: 'filter', pt: 'filtrar' }],
  ['hold', { en: 'hold', pt: 'reter' }],
  ['search', { en: 'search', pt: 'procurar' }],
  ['large', { en: 'large', pt: 'ampliar' }],
  ['totals', { en: 'totals', pt: 'totais' }],
];
/** These have their place whatever else there is. */
const ALWAYS: readonly Hint[] = [
  ['help', { en: 'help', pt: 'ajuda' }],
  ['quit', { en: 'quit', pt: 'sair' }],
];

export function keyBar(state: State): Line {
  const last = ALWAYS.flatMap((hint) => hintSegments(state, hint));
  let line: Line = [];
  for (const hint of hintsNow(state)) {
    const longer = [...line, ...hintSegments(state, hint)];
    if (width(longer) + width(last) > state.columns) break;
    line = longer;
  }
  return fit([...line, ...last], state.columns);
}

/** In the order of their importance, each key once. */
function hintsNow(state: State): Hint[] {
  if (state.overlay !== 'none') return [...(overlayLastTop(state) > 0 ? SCROLLING : COVERED)];
  const hints = [
    ...(state.source.kind === 'steps' ? STEPPING : []),
    ...(canHold(state.source) && state.store.heldFrames().length > 0 ? HELD : []),
    ...(state.holding ? HOLDING : []),
    ...(state.hit ? SEARCHED : []),
    ...(state.large ? LARGE : []),
    ...(state.zoomed ? ZOOMED : []),
    ...LOOKING,
  ];
  const possible = hints.filter(([action]) => action !== 'hold' || canHold(state.source));
  return possible.filter(([action], index) => possible.findIndex(([first]) => first === action) === index);
}

function hintSegments({ language }: State, [action, says]: Hint): Segment[] {
  const binding = BINDINGS.find((candidate) => candidate.action === action);
  const name = binding ? keyName(binding, language) : '';
  return [segment(` ${name}`, 'key'), segment(` ${says[language]} `)];
}
