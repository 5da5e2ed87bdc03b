/** How the stream was cut against how the frames are: which reads carried the selected frame, and what else with it. */

import type { FrameRow } from '../rows.ts';
import { type State, selectedFrame } from '../state.ts';
import { words } from './words.ts';

/** How far to look for the neighbours that came in the same read. */
const NEIGHBOURS = 5_000;
/** Of so many reads, sizes and times are listed; more are only counted. */
const LISTED_READS = 6;

export function readsText(state: State): string {
  const frame = selectedFrame(state);
  const first = frame?.parts[0];
  if (!frame || !first) return '';
  const say = words(state.language);
  if (frame.parts.length > 1)
    return say.arrivedIn(frame.number, frame.parts.length, readSizes(frame), readGaps(frame));
  const from = neighbour(state, frame, first.read, -1);
  const to = neighbour(state, frame, first.read, 1);
  return from === to ? say.readCarriedAlone(first.read, frame.number) : say.readCarried(first.read, from, to);
}

function readSizes({ parts }: FrameRow): string {
  const shown = parts.slice(0, LISTED_READS).map(({ size }) => String(size));
  const rest = parts.length - shown.length;
  return shown.join(' + ') + (rest > 0 ? ` … (+${rest})` : '');
}

/** `+1.2, +700`: milliseconds, each after the one before. */
function readGaps({ parts }: FrameRow): string {
  const shown = parts.slice(0, LISTED_READS);
  return shown
    .slice(1)
    .map((part, index) => `+${rounded(part.at - (shown[index]?.at ?? part.at))}`)
    .join(', ');
}

/** Of what a person waited for, a tenth of a millisecond says nothing. */
function rounded(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 100 ? 1 : 0);
}

/** The farthest frame of the same direction, before or behind, that the same read carried at least in part. */
function neighbour(state: State, frame: FrameRow, read: number, step: 1 | -1): number {
  let farthest = frame.number;
  for (let distance = 1; distance <= NEIGHBOURS; distance += 1) {
    const row = state.store.row(frame.number + step * distance);
    if (!row) break;
    if (row.kind !== 'frame' || row.connection !== frame.connection || row.from !== frame.from) continue;
    if (!row.parts.some((part) => part.read === read)) break;
    farthest = row.number;
  }
  return farthest;
}
