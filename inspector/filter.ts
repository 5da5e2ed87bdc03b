/**
 * The language of filters: which rows of the list are shown, and which frames are held.
 *
 *   filter    = [ any ]                                  nothing typed matches everything
 *   any       = all *( ("or" / "||") all )
 *   all       = negated *( [ "and" / "&&" ] negated )    side by side means "and"
 *   negated   = *( "!" / "not" ) one
 *   one       = "(" any ")" / condition / text
 *   condition = key (":" / "=" / "!=" / "<" / "<=" / ">" / ">=") value *( "," value )
 *   text      = word / DQUOTE characters DQUOTE          anywhere in what the list shows of a row
 *
 * Upper and lower case never matter. Knows nothing of frames and dissectors: it judges the row that it is given.
 *
 * Simplified: keys and flags are English in both languages, and a text that has a quotation mark in it cannot be asked
 * for.
 */

import { printable } from '../terminal/escape.ts';
import type { Text } from '../terminal/language.ts';
import { KEYS, type Key, ORDERS } from './filter/conditions.ts';
import type { Filter } from './filter/subject.ts';
import { type Token, tokenize } from './filter/tokens.ts';
import { Unexpected } from './filter/unexpected.ts';

/** `position` counts UTF-16 units from 0; of something that is missing it is where that was expected. */
export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly position: number; readonly problem: Text };

/** Never throws, whatever was typed. */
export function parseFilter(text: string): ParsedFilter {
  try {
    const input: Input = { tokens: tokenize(text), next: 0, depth: 0 };
    const filter = peek(input).kind === 'end' ? () => true : any(input);
    if (peek(input).kind !== 'end') throw new Unexpected(peek(input), UNOPENED);
    return { ok: true, filter };
  } catch (error) {
    if (error instanceof Unexpected) return { ok: false, position: error.position, problem: error.problem };
    throw error;
  }
}

// What is wrong

const CONDITION: Text = {
  en: 'expected a word or a condition such as len>100',
  pt: 'esperada uma palavra ou uma condição como len>100',
};
const CLOSE: Text = { en: 'expected )', pt: 'esperado )' };
const UNOPENED: Text = { en: 'this ) has no (', pt: 'este ) não tem (' };
/** Each level is a call within a call; nobody types so many, but somebody may paste them. */
const MAX_DEPTH = 100;
const TOO_DEEP: Text = {
  en: `expected at most ${MAX_DEPTH} ( inside each other`,
  pt: `esperados no máximo ${MAX_DEPTH} ( um dentro do outro`,
};

function unknownKey(name: string): Text {
  const [shown, keys] = [printable(name, 20), [...KEYS.keys()].join(', ')];
  return {
    en: `unknown key ${shown}: expected one of ${keys}; text goes in "quotes"`,
    pt: `chave desconhecida ${shown}: esperada uma de ${keys}; texto vai entre "aspas"`,
  };
}

function unordered(name: string): Text {
  return { en: `after ${name} expected : or !=`, pt: `depois de ${name} esperado : ou !=` };
}

// One function for each rule of the grammar above

interface Input {
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
}

function peek({ tokens, next }: Input): Token {
  return tokens[next] ?? { kind: 'end', position: 0 };
}

function take(input: Input): Token {
  const token = peek(input);
  input.next += 1;
  return token;
}

function skip(input: Input, kind: Token['kind']): boolean {
  const found = peek(input).kind === kind;
  if (found) input.next += 1;
  return found;
}

function any(input: Input): Filter {
  const filters = [all(input)];
  while (skip(input, 'or')) filters.push(all(input));
  return (subject) => filters.some((filter) => filter(subject));
}

function all(input: Input): Filter {
  const filters = [negated(input)];
  while (skip(input, 'and') || !endsAll(peek(input))) filters.push(negated(input));
  return (subject) => filters.every((filter) => filter(subject));
}

function endsAll({ kind }: Token): boolean {
  return kind === 'or' || kind === ')' || kind === 'end';
}

function negated(input: Input): Filter {
  let positive = true;
  while (skip(input, 'not')) positive = !positive;
  const filter = one(input);
  return positive ? filter : not(filter);
}

function not(filter: Filter): Filter {
  return (subject) => !filter(subject);
}

function one(input: Input): Filter {
  const token = take(input);
  if (token.kind === '(') return group(input, token);
  if (token.kind === 'key') return condition(input, token);
  if (token.kind === 'text') return ({ texts }) => texts.some((text) => contains(text, token.text));
  throw new Unexpected(token, CONDITION);
}

function contains(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted);
}

function group(input: Input, open: Token): Filter {
  input.depth += 1;
  if (input.depth > MAX_DEPTH) throw new Unexpected(open, TOO_DEEP);
  const filter = any(input);
  if (!skip(input, ')')) throw new Unexpected(peek(input), CLOSE);
  input.depth -= 1;
  return filter;
}

/** Several values mean any of them. `!=` means none of them, so a row without an id passes `id!=7`. */
function condition(input: Input, token: Token & { kind: 'key' }): Filter {
  const key = KEYS.get(token.name);
  if (!key) throw new Unexpected(token, unknownKey(token.name));
  const order = ORDERS.get(token.operator);
  if (order && !key.ordered)
    throw new Unexpected({ position: token.position + token.name.length }, unordered(token.name));
  const filters = values(take(input), key, !order).map(({ value, position }) => {
    const filter = key.filter(value, order ?? Object.is);
    if (!filter) throw new Unexpected({ position }, key.expected);
    return filter;
  });
  const filter: Filter = (subject) => filters.some((each) => each(subject));
  return token.operator === '!=' ? not(filter) : filter;
}

interface Value {
  readonly value: string;
  readonly position: number;
}

/** `1,3` is two values where there may be several; what stands in quotes is one. */
function values(token: Token, { expected }: Key, several: boolean): Value[] {
  if (token.kind !== 'text') throw new Unexpected(token, expected);
  if (token.quoted || !several) return [{ value: token.text, position: token.position }];
  return Array.from(token.text.matchAll(/(?<=^|,)[^,]*/g), ({ 0: value, index }) => ({
    value,
    position: token.position + index,
  }));
}
