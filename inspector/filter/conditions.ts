/** What a filter can ask of a row, key by key: `type:`, `conn:`, `len>`. */

import type { Text } from '../../terminal/language.ts';
import type { Filter, FilterSubject } from './subject.ts';

export interface Key {
  /** Whether `<` and `>` make sense. */
  readonly ordered: boolean;
  readonly expected: Text;
  /** `value` is in lower case. Undefined: no value of this key. */
  filter(value: string, compare: Compare): Filter | undefined;
}

type Compare = (a: number, b: number) => boolean;

export const ORDERS: ReadonlyMap<string, Compare> = new Map([
  ['<', (a: number, b: number) => a < b],
  ['<=', (a: number, b: number) => a <= b],
  ['>', (a: number, b: number) => a > b],
  ['>=', (a: number, b: number) => a >= b],
]);

const SIDES: ReadonlyMap<string, FilterSubject['from']> = new Map([
  ['c', 'client'],
  ['client', 'client'],
  ['cliente', 'client'],
  ['s', 'server'],
  ['server', 'server'],
  ['servidor', 'server'],
]);

const FLAGS = ['broken', 'held', 'changed', 'marked'] as const;

export const KEYS: ReadonlyMap<string, Key> = new Map([
  [
    'type',
    {
      ordered: false,
      expected: {
        en: 'expected a type such as REQUEST or ARQUIVO',
        pt: 'esperado um tipo como REQUEST ou ARQUIVO',
      },
      filter: (value) =>
        value === '' ? undefined : ({ types }) => types.some((type) => type.toLowerCase() === value),
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
