/** state → lines of the screen, pure: exactly as many lines as the screen has rows, each as wide as it has columns. */

import { layout, type PaneArea, SMALLEST, tooSmall } from './layout.ts';
import type { State } from './state.ts';
import { bytesPane } from './view/bytes.ts';
import { border, hiddenText, paneRows, plainBorder, titleLine } from './view/chrome.ts';
import { explanation, fieldsPane } from './view/fields.ts';
import { keyBar } from './view/key-bar.ts';
import { fit, type Line, oneCellEach, type Style, segment, wrap } from './view/lines.ts';
import { listPane } from './view/list.ts';
import { overlayPage, overlayPosition } from './view/overlay.ts';
import { promptExplanation, promptLine } from './view/prompt.ts';
import { words } from './view/words.ts';

const PANES = { list: listPane, fields: fieldsPane, bytes: bytesPane } as const;

export function view(state: State): Line[] {
  if (tooSmall(state)) return smallScreen(state);
  const body = state.overlay === 'none' ? panes(state) : overlay(state);
  const lines = [
    titleLine(state),
    ...body,
    ...explanationLines(state),
    plainBorder(state, '└┘'),
    lastLine(state),
  ];
  return lines.map((line) => fit(line, state.columns));
}

function smallScreen(state: State): Line[] {
  const text = words(state.language).tooSmall(SMALLEST.columns, SMALLEST.rows);
  return Array.from({ length: state.rows }, (_, row) => fit(row === 0 ? [segment(text)] : [], state.columns));
}

function panes(state: State): Line[] {
  const { upper, lower } = paneRows(layout(state));
  const join = lower.length > 1;
  const rows = [border(state, upper, '┌┐', hiddenText(state)), ...sideBySide(state, upper)];
  if (lower.length > 0) rows.push(border(state, lower, '├┤'), ...sideBySide(state, lower));
  const bottom = join ? joinedBorder(lower) : plainBorder(state, '├┤');
  return [...rows, bottom];
}

function joinedBorder(areas: readonly PaneArea[]): Line {
  return [segment(`├${areas.map(({ width }) => '─'.repeat(width)).join('┴')}┤`, 'border')];
}

function sideBySide(state: State, areas: readonly PaneArea[]): Line[] {
  const columns = areas.map((area) => ({ area, lines: PANES[area.pane](state, area) }));
  const height = areas[0]?.height ?? 0;
  return Array.from({ length: height }, (_, row) => [
    segment('│', 'border'),
    ...columns.flatMap(({ area, lines }, index) => [
      ...(index > 0 ? [segment('│', 'border')] : []),
      ...fit(lines[row] ?? [], area.width),
    ]),
    segment('│', 'border'),
  ]);
}

function overlay(state: State): Line[] {
  const rows = overlayPage(state).map((line) => framed(state, line));
  return [plainBorder(state, '┌┐', overlayPosition(state)), ...rows, plainBorder(state, '├┤')];
}

function explanationLines(state: State): Line[] {
  const { explainLines } = layout(state);
  const cells = state.columns - 4;
  const lines = said(state, cells, explainLines);
  return Array.from({ length: explainLines }, (_, row) =>
    framed(state, [segment(' '), ...fit(lines[row] ?? [], cells)]),
  );
}

/** About the line being typed; else what the last key has to say, until the next one; else what is looked at. */
function said(state: State, cells: number, most: number): Line[] {
  const wrapped = (text: string, style: Style) =>
    wrap(oneCellEach(text), cells, most).map((line): Line => [segment(line, style)]);
  if (state.prompt) return promptExplanation(state, state.prompt, cells, most);
  if (state.notice !== '') return wrapped(state.notice, 'strong');
  return state.overlay === 'none'
    ? explanation(state, cells, most)
    : wrapped(words(state.language).overlays[state.overlay], 'dim');
}

function framed(state: State, line: Line): Line {
  return [segment('│', 'border'), ...fit(line, state.columns - 2), segment('│', 'border')];
}

function lastLine(state: State): Line {
  return state.prompt ? promptLine(state, state.prompt) : keyBar(state);
}
