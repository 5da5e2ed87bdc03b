/**
 * Text from the network, made safe to print. An escape sequence in a file name could repaint the lecturer's
 * screen, a bidi override could make `exe.txt` of `txt.exe`, a thousand accents could climb over other lines.
 */

import { inspect } from 'node:util';

/** Controls, formats (bidi, zero width), private use, surrogates without a partner, line and paragraph separators. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Accents piled up on one letter; no language needs more than three. */
const PILED_MARKS = /(\p{M}{3})(\p{M}+)/gu;

/**
 * `text` with everything that a terminal would obey, hide or pile up written as `\n`, `\x1b` or `\u{202e}`.
 * `most` is the number of characters after which the rest is only counted.
 */
export function printable(text: string, most = Number.POSITIVE_INFINITY): string {
  const characters = text.length > most ? [...text] : undefined;
  const shown = characters && characters.length > most ? characters.slice(0, most).join('') : text;
  const rest = characters && characters.length > most ? ` … (+${characters.length - most})` : '';
  return shown.replace(UNPRINTABLE, visible).replace(PILED_MARKS, unpile) + rest;
}

/** The same in quotes, on one line, as a program would spell it: an escape that was in `text` has two backslashes. */
export function quoted(text: string): string {
  return printable(inspect(text, { breakLength: Number.POSITIVE_INFINITY }));
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return SHORT[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`);
}

function unpile(_run: string, kept: string, rest: string): string {
  return kept + [...rest].map(visible).join('');
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
