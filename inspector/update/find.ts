/** Finding a place again: what is searched for in bytes, a number, a mark. */

import type { Text } from '../../terminal/language.ts';
import { areaOf } from '../layout.ts';
import { frameBytes } from '../rows.ts';
import { type Found, parseSearch, type SearchPattern } from '../search.ts';
import { listLength, numberAt, positionOf, type State, selectedRow } from '../state.ts';
import { clamp, isListed, moveByte, moveTo } from './move.ts';
import { noticed } from './notice.ts';

const NOT_FOUND: Text = { en: 'not found', pt: 'não encontrado' };
const NOT_IN_FILTERED: Text = {
  en: 'not found in what passes the filter; Esc takes the filter away',
  pt: 'não encontrado no que passa pelo filtro; Esc tira o filtro',
};
const NO_MARKS: Text = { en: 'no marks; m sets one', pt: 'nenhuma marca; m põe uma' };

/** To the next (or previous) place that is searched for, in this frame or another of the list, around its end. */
export function searched(state: State, by: 1 | -1): State {
  const parsed = parseSearch(state.searchText);
  if (!parsed.ok) return noticed(state, parsed.problem);
  const length = listLength(state);
  const here = positionOf(state, state.cursor);
  // Once around, and at last the part of this frame that the first look left out.
  for (let step = 0; step <= length && length > 0; step += 1) {
    const number = numberAt(state, (here + by * step + 2 * length) % length);
    const found = foundIn(state, number, parsed.pattern, by, step === 0);
    if (found) return shown(state, number, found, step > 0 && (number - state.cursor) * by <= 0);
  }
  return noticed({ ...state, hit: undefined }, state.filterText === '' ? NOT_FOUND : NOT_IN_FILTERED);
}

/** `onward`: beyond the byte under the cursor only. */
function foundIn(
  state: State,
  number: number,
  pattern: SearchPattern,
  by: 1 | -1,
  onward: boolean,
): Found | undefined {
  const row = state.store.row(number);
  if (row?.kind !== 'frame') return undefined;
  const bytes = frameBytes(row);
  const here = onward && number === state.cursor;
  if (by < 0) return pattern.findLast(bytes, here ? state.byte : bytes.length);
  return pattern.find(bytes, here ? firstByte(state) : 0);
}

/** The byte under the cursor may begin what is searched for, unless it is what was found last. */
function firstByte({ hit, byte }: State): number {
  return hit?.start === byte ? byte + 1 : byte;
}

function shown(state: State, number: number, { start, end }: Found, around: boolean): State {
  const moved = moveByte({ ...moveTo(state, number), following: false, byte: 0 }, start);
  const pane = areaOf(moved, 'bytes') ? moved.pane : 'bytes';
  const [en, pt] = around ? [', around the end', ', dando a volta'] : ['', ''];
  const last = end - 1;
  return noticed(
    { ...moved, pane, hit: { number, start, end } },
    {
      en: `found in frame ${number}, ${start === last ? `byte ${start}` : `bytes ${start} to ${last}`}${en}`,
      pt: `achado no quadro ${number}, ${start === last ? `byte ${start}` : `bytes ${start} a ${last}`}${pt}`,
    },
  );
}

/** To row `number`, or to the nearest one that is listed. */
export function gone(state: State, number: number): State {
  const length = listLength(state);
  if (length === 0) return state;
  const position = clamp(positionOf(state, number), 0, length - 1);
  const nearest = numberAt(state, position);
  const moved = { ...moveTo(state, nearest), following: false };
  return nearest === number ? moved : noticed(moved, missing(state, number, nearest));
}

function missing({ store }: State, number: number, nearest: number): Text {
  const [en, pt] =
    number > store.last || number < 1
      ? [`there is no ${number}`, `não existe o ${number}`]
      : number < store.first
        ? [`${number} is no longer kept`, `o ${number} já foi descartado`]
        : [`${number} does not pass the filter`, `o ${number} não passa pelo filtro`];
  return { en: `${en}; this is ${nearest}`, pt: `${pt}; este é o ${nearest}` };
}

export function marked(state: State): State {
  if (!selectedRow(state)) return state;
  const marks = new Set(state.marks);
  if (!marks.delete(state.cursor)) marks.add(state.cursor);
  return { ...state, marks };
}

export function toNextMark(state: State): State {
  const marks = [...state.marks].filter((number) => isListed(state, number)).sort((a, b) => a - b);
  const next = marks.find((number) => number > state.cursor) ?? marks[0];
  return next === undefined ? noticed(state, NO_MARKS) : { ...moveTo(state, next), following: false };
}
