/**
 * The language of filters: which rows of the list are shown, and which frames are held.
 *
 *   filter    = [ any ]                                  nothing typed matches everything
 *   any       = all *( ("or" / "||") all )
 *   all       = negated *( [ "and" / "&&" ] negated )    side by side means "and"
 *   negated   = *( "!" / "not" ) one
 *   one       = "(" any ")" / condition / text
 *   condition = key (":" / "=" / "!=" / "<" / "<=" / ">" / ">=") value *( "," value )
 *   text      = word / DQUOTE characters DQUOTE          anywhere in the type or the info
 *
 * Upper and lower case never matter. Knows nothing of frames and dissectors: it judges the row that it is given.
 *
 * Simplified: the words of the language are English in both languages, and a text that has a quotation mark in it
 * cannot be asked for.
 */

import { printable } from '../terminal/escape.ts';
import type { Text } from '../terminal/language.ts';

/** One row of the list: a message, or something that happened to a connection (`open`, `fin`, `reset`). */
export interface FilterSubject {
  readonly number: number;
  readonly connection: number;
  readonly from: 'client' | 'server' | undefined;
  readonly type: string;
  readonly id: number | undefined;
  /** In bytes. */
  readonly length: number;
  readonly info: string;
  readonly broken: boolean;
  readonly held: boolean;
  readonly changed: boolean;
  readonly marked: boolean;
}

export type Filter = (subject: FilterSubject) => boolean;

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

/** Thrown and caught inside this file only. */
class Unexpected extends Error {
  readonly position: number;
  readonly problem: Text;

  constructor({ position }: { readonly position: number }, problem: Text) {
    super(problem.en);
    this.position = position;
    this.problem = problem;
  }
}

const CONDITION: Text = {
  en: 'expected a word or a condition such as len>100',
  pt: 'esperada uma palavra ou uma condição como len>100',
};
const CLOSE: Text = { en: 'expected )', pt: 'esperado )' };
const UNOPENED: Text = { en: 'this ) has no (', pt: 'este ) não tem (' };
const QUOTE: Text = { en: 'expected a closing "', pt: 'esperadas as aspas finais "' };
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

// Characters → tokens

type Sign = '(' | ')' | 'not' | 'and' | 'or';

type Token = { readonly position: number } & (
  | { readonly kind: Sign | 'end' }
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'key'; readonly name: string; readonly operator: string }
);

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

function tokenize(text: string): Token[] {
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

// Tokens → filter, one function for each rule of the grammar above

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
  if (token.kind === 'text')
    return ({ type, info }) => contains(type, token.text) || contains(info, token.text);
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

// What can be asked

interface Key {
  /** Whether `<` and `>` make sense. */
  readonly ordered: boolean;
  readonly expected: Text;
  /** `value` is in lower case. Undefined: no value of this key. */
  filter(value: string, compare: Compare): Filter | undefined;
}

type Compare = (a: number, b: number) => boolean;

const ORDERS: ReadonlyMap<string, Compare> = new Map([
  ['<', (a: number, b: number) => a < b],
  ['<=', (a: number, b: number) => a <= b],
  ['>', (a: number, b: number) => a > b],
  ['>=', (a: number, b: number) => a >= b],
]);

const SIDES: ReadonlyMap<string, FilterSubject['from']> = new Map([
  ['c', 'client'],
  ['client', 'client'],
  ['s', 'server'],
  ['server', 'server'],
]);

const FLAGS = ['broken', 'held', 'changed', 'marked'] as const;

const KEYS: ReadonlyMap<string, Key> = new Map([
  [
    'type',
    {
      ordered: false,
      expected: {
        en: 'expected a type such as REQUEST or ARQUIVO',
        pt: 'esperado um tipo como REQUEST ou ARQUIVO',
      },
      filter: (value) => (value === '' ? undefined : (subject) => typeWords(subject).includes(value)),
    },
  ],
  ['conn', numberKey(({ connection }) => connection)],
  [
    'dir',
    {
      ordered: false,
      expected: { en: 'expected c (client) or s (server)', pt: 'esperado c (cliente) ou s (servidor)' },
      filter: (value) => {
        const side = SIDES.get(value);
        return side && (({ from }) => from === side);
      },
    },
  ],
  ['id', numberKey(({ id }) => id)],
  ['len', numberKey(({ length }) => length)],
  ['no', numberKey(({ number }) => number)],
  [
    'is',
    {
      ordered: false,
      expected: { en: `expected one of ${FLAGS.join(', ')}`, pt: `esperado um de ${FLAGS.join(', ')}` },
      filter: (value) => {
        const flag = FLAGS.find((name) => name === value);
        return flag && ((subject) => subject[flag]);
      },
    },
  ],
] satisfies [string, Key][]);

/** What the message is by its header, and what it is about: `request` and `arquivo`. */
function typeWords({ type, info }: FilterSubject): string[] {
  return [type.toLowerCase(), info.toLowerCase().split(' ', 1)[0] ?? ''];
}

function numberKey(read: (subject: FilterSubject) => number | undefined): Key {
  return {
    ordered: true,
    expected: { en: 'expected a number', pt: 'esperado um número' },
    filter: (value, compare) => (/^\d+$/.test(value) ? isNumber(read, compare, Number(value)) : undefined),
  };
}

function isNumber(
  read: (subject: FilterSubject) => number | undefined,
  compare: Compare,
  wanted: number,
): Filter {
  return (subject) => {
    const actual = read(subject);
    return actual !== undefined && compare(actual, wanted);
  };
}
