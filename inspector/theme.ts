/**
 * How each style looks: colours told apart by the colour-blind (after Okabe and Ito), on dark and on light, and
 * without colour. What a colour says is always said by a letter, an arrow, a bracket or an underline as well.
 */

import type { Line, Segment, Style } from './view/lines.ts';

export type ThemeName = 'dark' | 'light' | 'mono';

export interface Theme {
  /** Colours of the screen itself, of the 256-colour palette; none: the terminal's own. */
  readonly base: { readonly fg?: number; readonly bg?: number };
  /** SGR parameters of the row under the cursor. */
  readonly selection: string;
  readonly styles: Readonly<Record<Style, string>>;
}

/** Numbers of the 256-colour palette; a `+` in front makes it bold. */
function styles(colours: Record<Style, string>): Record<Style, string> {
  const entries = Object.entries(colours).map(([style, colour]) => [style, sgr(colour)]);
  return Object.fromEntries(entries) as Record<Style, string>;
}

function sgr(colour: string): string {
  const bold = colour.startsWith('+') ? '1;' : '';
  const number = colour.replace('+', '');
  return number === '' ? bold.replace(';', '') : `${bold}38;5;${number}`;
}

const DARK: Theme = {
  base: { fg: 253, bg: 234 },
  selection: '1;38;5;231;48;5;25',
  styles: styles({
    plain: '',
    dim: '247',
    strong: '+231',
    border: '244',
    focus: '+220',
    client: '+117',
    server: '+215',
    held: '+220',
    fault: '+210',
    changed: '+220',
    found: '+118',
    key: '+117',
    magic: '183',
    version: '150',
    type: '+117',
    id: '215',
    length: '+220',
    checksum: '210',
    payload: '153',
    text: '252',
    number: '150',
    opcode: '+117',
    danger: '+210',
    group: '+252',
  }),
};

const LIGHT: Theme = {
  base: { fg: 235, bg: 231 },
  selection: '1;38;5;16;48;5;153',
  styles: styles({
    plain: '',
    dim: '240',
    strong: '+16',
    border: '244',
    focus: '+130',
    client: '+25',
    server: '+130',
    held: '+130',
    fault: '+124',
    changed: '+124',
    found: '+22',
    key: '+25',
    magic: '90',
    version: '22',
    type: '+25',
    id: '130',
    length: '+94',
    checksum: '124',
    payload: '24',
    text: '235',
    number: '22',
    opcode: '+25',
    danger: '+124',
    group: '+235',
  }),
};

const MONO: Theme = {
  base: {},
  selection: '7',
  styles: styles({
    plain: '',
    dim: '',
    strong: '+',
    border: '',
    focus: '+',
    client: '',
    server: '',
    held: '+',
    fault: '+',
    changed: '+',
    found: '+',
    key: '+',
    magic: '',
    version: '',
    type: '',
    id: '',
    length: '',
    checksum: '',
    payload: '',
    text: '',
    number: '',
    opcode: '',
    danger: '+',
    group: '+',
  }),
};

export const THEMES: Readonly<Record<ThemeName, Theme>> = { dark: DARK, light: LIGHT, mono: MONO };

/** A line as text with SGR sequences. Its text holds no control characters: the view has seen to that. */
export function painted(line: Line, theme: Theme): string {
  return line.map((part) => paintedSegment(part, theme)).join('');
}

function paintedSegment({ text, style, selected, reverse, underline }: Segment, theme: Theme): string {
  if (text === '') return '';
  const colour = selected ? theme.selection : theme.styles[style];
  const codes = [colour, reverse ? '7' : '', underline ? '4' : ''].filter((code) => code !== '');
  return codes.length === 0 ? text : `\x1b[${codes.join(';')}m${text}\x1b[0m`;
}
