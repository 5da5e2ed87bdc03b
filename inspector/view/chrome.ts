/** What stands around the panes: the title line and the borders. */

import { hiddenPanes, type Layout, type PaneArea } from '../layout.ts';
import { canHold } from '../running-source.ts';
import { type Pane, type State, selectedFrame } from '../state.ts';
import { fit, type Line, oneCellEach, type Segment, segment } from './lines.ts';
import { readsText } from './reads.ts';
import { words } from './words.ts';

export function titleLine(state: State): Line {
  const say = words(state.language);
  const { store } = state;
  const held = store.heldFrames().length;
  const parts = [
    say.connections(store.openConnections),
    say.frames(store.frames),
    store.forgotten > 0 ? say.forgotten(store.forgotten) : '',
    state.following ? say.following : say.staying,
    state.filterText === '' ? '' : `${say.filter} ${state.filterText}`,
  ].filter((part) => part !== '');
  const rule = canHold(state.source) ? `${say.hold} ${ruleText(state)} · ` : '';
  const right = state.holding || held > 0 ? ` ${rule}${say.held(held)} ` : '';
  const room = state.columns - right.length;
  const name = room < LEAST_FACTS ? ' ' : ` ${say.inspector}  `;
  const text = roomiest([state.route, ...parts], room - name.length);
  return [
    ...fit([segment(name, 'strong'), segment(text)], room),
    ...(right ? [{ ...segment(right, 'held'), reverse: true }] : []),
  ];
}

/** Columns for the name and the shortest fact. */
const LEAST_FACTS = 21;

/** Leaves out whole facts, the first ones first; what is last may be a filter of any length, and is cut. */
function roomiest(facts: readonly string[], cells: number): string {
  const texts = facts.map((_, first) => oneCellEach(facts.slice(first).join('   ')));
  return texts.find(({ length }) => length <= cells) ?? texts.at(-1) ?? '';
}

/** Which frames are held: a long filter leaves half of the line to the rest. */
function ruleText({ holdText, language, columns }: State): string {
  const rule = holdText === '' ? words(language).everything : oneCellEach(holdText);
  const most = Math.floor(columns / 2) - 12;
  return rule.length > most ? `${rule.slice(0, most - 1)}…` : rule;
}

/** `┌ Frames ── note ─┐`, with `┬` where panes meet. `corners` are the characters at both ends. */
export function border(state: State, areas: readonly PaneArea[], corners: string, note = ''): Line {
  const pieces = areas.map((area) => titled(area.width, paneTitle(state, area.pane), note));
  return [
    segment(corners[0] ?? '', 'border'),
    ...pieces.flatMap((piece, index) => (index === 0 ? piece : [segment('┬', 'border'), ...piece])),
    segment(corners[1] ?? '', 'border'),
  ];
}

/** A piece of a border with a title, and a note at its end where there is room for both. */
function titled(cells: number, { text, style }: Segment, note: string): Segment[] {
  const title = text === '' ? '' : ` ${text} `;
  const cut = title.length > cells - 1 ? `${title.slice(0, cells - 3)}… ` : title;
  const end = note !== '' && cut.length + note.length + 4 <= cells ? ` ${note} ` : '';
  const line = '─'.repeat(cells - cut.length - end.length - (end === '' ? 0 : 1));
  return [
    segment(cut, style),
    segment(line, 'border'),
    ...(end === '' ? [] : [segment(end, 'dim'), segment('─', 'border')]),
  ];
}

/** Names the panes that are not on the screen, and the key that leads to them. */
export function hiddenText(state: State): string {
  const say = words(state.language);
  const names = hiddenPanes(state).map((pane) => say.panes[pane]);
  return names.length === 0 ? '' : say.hiddenPanes(names.join(', '));
}

function paneTitle(state: State, pane: Pane): Segment {
  const say = words(state.language);
  const name = say.panes[pane];
  const details = pane === 'bytes' ? [keptText(state), readsText(state)] : [];
  const title = [name, ...details].filter((part) => part !== '').join(' · ');
  return state.pane === pane ? segment(`● ${title}`, 'focus') : segment(title, 'dim');
}

function keptText(state: State): string {
  const frame = selectedFrame(state);
  const kept = frame?.parts.reduce((sum, { bytes }) => sum + bytes.length, 0) ?? 0;
  return frame && kept < frame.size ? words(state.language).keptHead(kept, frame.size) : '';
}

export function plainBorder(state: State, corners: string, note = ''): Line {
  const line = titled(state.columns - 2, segment(''), note);
  return [segment(corners[0] ?? '', 'border'), ...line, segment(corners[1] ?? '', 'border')];
}

/** Where the panes of a layout lie in rows: the list's borders, and those below it. */
export function paneRows(layout: Layout): { upper: readonly PaneArea[]; lower: readonly PaneArea[] } {
  const [first, ...rest] = layout.panes;
  return { upper: first ? [first] : [], lower: rest };
}
