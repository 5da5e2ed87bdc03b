/** The bytes of the selected frame; or of a row that has none, why. */

import { dumpPlan, dumpTop, type PaneArea } from '../layout.ts';
import { frameBytes, isChanged } from '../rows.ts';
import { type State, selectedFrame, selectedNote } from '../state.ts';
import { dump } from './dump.ts';
import { fieldPainter } from './field-painter.ts';
import { fit, type Line, segment } from './lines.ts';
import { noBytesPane } from './notes.ts';
import { versionsPane } from './versions.ts';
import { words } from './words.ts';

export function bytesPane(state: State, area: PaneArea): Line[] {
  const note = selectedNote(state);
  if (note) return noBytesPane(state, note, area);
  const frame = selectedFrame(state);
  if (!frame) return [[segment(` ${words(state.language).noFrame}`, 'dim')]];
  if (frame.intervention && isChanged(frame)) return versionsPane(state, frame, frame.intervention, area);
  const plan = dumpPlan(state, area);
  const paint = fieldPainter(state, frame);
  return dump(frameBytes(frame), plan.perRow, dumpTop(state, plan), area.height, paint).map((line) =>
    fit([segment(' '), ...line], area.width),
  );
}
