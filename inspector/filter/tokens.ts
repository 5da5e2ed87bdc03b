/** The words and signs of a filter. Where one ends and the next begins is all that this file knows. */

import type { Text } from '../../terminal/language.ts';
import { Unexpected } from './unexpected.ts';

type Sign = '(' | ')' | 'not' | 'and' | 'or';

export type Token = { readonly position: number } & (
  | { readonly kind: Sign | 'end' }
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'key'; readonly name: string; readonly operator: string }
);

const QUOTE: Text = { en: 'expected a closing "', pt: 'esperadas as aspas finais "' };

const SIGNS: ReadonlyMap<string, Sign> = new Map([
  ['(', '('],
  [')', ')'],
  ['!', 'not'],
  ['not', 'not'],
  ['&&', 'and'],
  ['and', 'and'],
  ['||', 'or'],
  ['or', 'or'],
]);

const QUOTED = /"(?<quoted>[^"]*)(?<close>"?)/u;
const SYMBOL = /(?<symbol>[()!]|&&|\|\|)/u;
/** Begins with a letter, so that `19:31` and `127.0.0.1:65432` are words. */
const KEY = /(?<key>\p{L}[\p{L}\p{N}_-]*)\s*(?<operator>[<>!]=|[:=<>])/u;
/** Up to whatever ends it: `Adeus!` is one word. */
const WORD = /(?<word>(?:(?!&&|\|\|)[^\s()"])+)/u;
const TOKEN = new RegExp([QUOTED, SYMBOL, KEY, WORD].map(({ source }) => source).join('|'), 'gu');

/** Ends with an `end`. Throws Unexpected when a quotation mark is missing. */
export function tokenize(text: string): Token[] {
  const tokens = Array.from(text.matchAll(TOKEN), ({ index, groups = {} }) =>
    token(index, groups, text.length),
  );
  return [...tokens, { kind: 'end', position: text.length }];
}

function token(position: number, groups: Record<string, string | undefined>, end: number): Token {
  const { quoted, close, symbol, key, operator = ':', word = '' } = groups;
  if (quoted !== undefined) {
    if (!close) throw new Unexpected({ position: end }, QUOTE);
    return { kind: 'text', text: quoted.toLowerCase(), quoted: true, position };
  }
  if (key !== undefined) return { kind: 'key', name: key.toLowerCase(), operator, position };
  const text = (symbol ?? word).toLowerCase();
  const sign = SIGNS.get(text);
  return sign ? { kind: sign, position } : { kind: 'text', text, quoted: false, position };
}
