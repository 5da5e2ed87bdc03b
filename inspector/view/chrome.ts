/** What stands around the panes: the title line, the borders, the keys at the bottom or the line being typed. */

import { type Action, BINDINGS } from '../keys.ts';
import type { Layout, PaneArea } from '../layout.ts';
import { type Pane, type Prompt, type State, selectedFrame } from '../state.ts';
import { fit, type Line, oneCellEach, type Segment, segment } from './lines.ts';
import { readsText } from './reads.ts';
import { words } from './words.ts';

export function titleLine(state: State): Line {
  const say = words(state.language);
  const { store } = state;
  const held = store.heldFrames().length;
  const open = store.connections().filter((totals) => totals.state === 'open').length;
  const parts = [
    say.connections(open),
    say.frames(store.frames),
    store.forgotten > 0 ? say.forgotten(store.forgotten) : '',
    state.following ? say.following : say.staying,
    state.filterText === '' ? '' : `${say.filter} ${state.filterText}`,
  ].filter((part) => part !== '');
  const rule = state.holdText === '' ? say.everything : state.holdText;
  const right = state.holding || held > 0 ? ` ${say.hold} ${oneCellEach(rule)} · ${say.held(held)} ` : '';
  const room = state.columns - right.length;
  const name = ` ${say.inspector}  `;
  const texts = [[state.route, ...parts], parts].map((shown) => oneCellEach(shown.join('   ')));
  const text = texts.find(({ length }) => name.length + length <= room) ?? texts[1] ?? '';
  return [
    ...fit([segment(name, 'strong'), segment(text)], room),
    ...(right ? [{ ...segment(right, 'held'), reverse: true }] : []),
  ];
}

/** `┌ Frames ───┐`, or with `┬` where panes meet. `corners` are the characters at both ends. */
export function border(state: State, areas: readonly PaneArea[], corners: string, join: string): Line {
  const pieces = areas.flatMap((area, index): Segment[] => {
    const [title, style] = paneTitle(state, area.pane);
    const shown = title === '' ? '' : ` ${title} `;
    const cut = shown.length > area.width - 1 ? `${shown.slice(0, area.width - 3)}… ` : shown;
    const line = '─'.repeat(area.width - cut.length);
    return [segment(index === 0 ? '' : join, 'border'), segment(cut, style), segment(line, 'border')];
  });
  return [segment(corners[0] ?? '', 'border'), ...pieces, segment(corners[1] ?? '', 'border')];
}

function paneTitle(state: State, pane: Pane): [string, 'focus' | 'dim'] {
  const say = words(state.language);
  const name = say.panes[pane];
  const details = pane === 'bytes' ? [keptText(state), readsText(state)] : [];
  const title = [name, ...details].filter((part) => part !== '').join(' · ');
  return state.pane === pane ? [`● ${title}`, 'focus'] : [title, 'dim'];
}

function keptText(state: State): string {
  const frame = selectedFrame(state);
  const kept = frame?.parts.reduce((sum, { bytes }) => sum + bytes.length, 0) ?? 0;
  return frame && kept < frame.size ? words(state.language).keptHead(kept, frame.size) : '';
}

export function plainBorder(state: State, corners: string): Line {
  return [segment(`${corners[0]}${'─'.repeat(state.columns - 2)}${corners[1]}`, 'border')];
}

export function keysLine(state: State): Line {
  const heldOnly = new Set(['edit', 'drop', 'double', 'split', 'join', 'release-all', 'release-next']);
  const holding = state.holding || state.store.heldFrames().length > 0;
  const steps = (action: Action) => state.stepwise && action === 'release-next';
  const shown = BINDINGS.filter(
    ({ action, hint }) => hint && (holding || steps(action) || !heldOnly.has(action)),
  );
  const hints = shown.flatMap(({ action, shown, hint }): Segment[] => [
    segment(` ${shown}`, 'key'),
    segment(` ${steps(action) ? words(state.language).step : hint?.[state.language]} `),
  ]);
  return state.notice === ''
    ? fit(hints, state.columns)
    : fit([segment(` ${oneCellEach(state.notice)}`, 'strong')], state.columns);
}

/** The line being typed; what is wrong with it, or how to go on, stands where the explanation was. */
export function promptLine(state: State, prompt: Prompt): Line {
  const label = ` ${words(state.language).prompts[prompt.kind]}: `;
  const [under = ' '] = prompt.text.slice(prompt.cursor);
  const before = oneCellEach(prompt.text.slice(0, prompt.cursor));
  const cursor = oneCellEach(under);
  const after = oneCellEach(prompt.text.slice(prompt.cursor + under.length));
  const room = Math.max(8, state.columns - label.length - cursor.length);
  const line: Line = [
    segment(label, 'key'),
    segment(before.slice(Math.max(0, before.length - room))),
    { text: cursor, style: 'plain', reverse: true },
    segment(after),
  ];
  return fit(line, state.columns);
}

export function promptExplanation(state: State, prompt: Prompt): Line {
  const say = words(state.language);
  if (prompt.problem) return [segment(`! ${oneCellEach(prompt.problem[state.language])}`, 'fault')];
  const editing = prompt.kind === 'edit-text' || prompt.kind === 'edit-hex';
  return [segment(editing ? say.editHelp(prompt.mend) : say.promptHelp, 'dim')];
}

/** Where the panes of a layout lie in rows: the list's borders, and those below it. */
export function paneRows(layout: Layout): { upper: readonly PaneArea[]; lower: readonly PaneArea[] } {
  const [first, ...rest] = layout.panes;
  return { upper: first ? [first] : [], lower: rest };
}
