/**
 * Text from the network, to be shown: as a program would spell it. What a terminal would obey, hide or pile up becomes
 * an escape, `\u{202e}` for the sign that turns the direction of writing around.
 */

import { inspect } from 'node:util';

/** inspect() knows controls. It lets through: formats, private signs, line separators, a fourth accent on a letter. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Zl}\p{Zp}]|(?<=\p{M}{3})\p{M}/gu;

export function quoted(text: string): string {
  return inspect(text).replace(UNSEEN, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}
