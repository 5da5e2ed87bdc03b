/** A line that is being typed, and what is said about it meanwhile. */

import { parseSplit, type Split } from '../split.ts';
import type { Prompt, State } from '../state.ts';
import { fit, type Line, oneCellEach, segment, wrap } from './lines.ts';
import type { Words } from './words/en.ts';
import { words } from './words.ts';

export function promptLine(state: State, prompt: Prompt): Line {
  const label = labelOf(state, prompt);
  const [under = ' '] = prompt.text.slice(prompt.cursor);
  const before = oneCellEach(prompt.text.slice(0, prompt.cursor));
  const cursor = oneCellEach(under);
  const after = oneCellEach(prompt.text.slice(prompt.cursor + under.length));
  const room = Math.max(8, state.columns - label.length - cursor.length);
  const line: Line = [
    segment(label, 'key'),
    ...endOf(before, room),
    { text: cursor, style: 'plain', reverse: true },
    segment(after),
  ];
  return fit(line, state.columns);
}

/** Where there is not enough room for what is typed behind it, without what stands in its brackets. */
function labelOf({ language, columns }: State, { kind }: Prompt): string {
  const label = words(language).prompts[kind];
  const enough = columns - label.length >= LEAST_ROOM;
  return ` ${enough ? label : label.replace(/ \(.*/, '')}: `;
}

const LEAST_ROOM = 24;

/** The last `room` cells of what stands before the cursor; `…` says that there is more. */
function endOf(before: string, room: number): Line {
  if (before.length <= room) return [segment(before)];
  return [segment('…', 'dim'), segment(before.slice(before.length - room + 1))];
}

/** What is wrong with it, or how to go on: in place of the explanation, in at most `most` lines of `cells`. */
export function promptExplanation(state: State, prompt: Prompt, cells: number, most: number): Line[] {
  const { problem } = prompt;
  const said = problem ? `! ${problem[state.language]}` : promptHelp(state, prompt);
  const text = [said, stillShowing(state, prompt)].filter((part) => part !== '').join(' · ');
  return wrap(oneCellEach(text), cells, most).map((line) => [segment(line, problem ? 'fault' : 'dim')]);
}

function promptHelp({ language }: State, { kind, mend, text, frame }: Prompt): string {
  const say = words(language);
  if (kind === 'edit-text' || kind === 'edit-hex') return say.editHelp(mend);
  if (kind !== 'split') return say.promptHelp;
  const parsed = parseSplit(text, frame?.size ?? 0);
  return parsed.ok ? splitHelp(parsed.split, say) : say.promptHelp;
}

function splitHelp({ pieces, pauseMs, singles }: Split, say: Words): string {
  const seconds = (((pieces - 1) * pauseMs) / 1000).toFixed(1);
  const limit = singles === undefined ? [] : [say.splitSingles(singles)];
  return [...limit, say.splitHelp(pieces, pauseMs, seconds)].join(' · ');
}

/** A filter that cannot be read, or that waits for Enter, changes nothing: which one does is said. */
function stillShowing({ language, filterText }: State, { kind, text }: Prompt): string {
  if (kind !== 'filter' || text === filterText) return '';
  const say = words(language);
  return say.stillShowing(filterText === '' ? say.everything : filterText);
}
