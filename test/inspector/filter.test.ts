/* oxlint-disable typescript/no-floating-promises -- what test() returns is for subtests */
/** The language of filters: what each expression lets through, and what it says to a typing error. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Filter, FilterSubject } from '../../inspector/filter/subject.ts';
import { parseFilter } from '../../inspector/filter.ts';

type Row = Omit<FilterSubject, 'types' | 'texts'> & { readonly type: string; readonly info: string };

const PLAIN = {
  id: undefined,
  length: 0,
  info: '',
  broken: false,
  held: false,
  changed: false,
  marked: false,
};

const LISTED: readonly Row[] = [
  { ...PLAIN, number: 1, connection: 1, from: undefined, type: 'open', info: '127.0.0.1:51884' },
  { ...PLAIN, number: 2, connection: 1, from: 'client', type: 'REQUEST', id: 1, length: 13, info: 'HORA' },
  {
    ...PLAIN,
    number: 3,
    connection: 1,
    from: 'server',
    type: 'REPLY',
    id: 1,
    length: 10,
    info: '"19:31:07"',
  },
  {
    ...PLAIN,
    number: 4,
    connection: 2,
    from: 'client',
    type: 'REQUEST',
    id: 7,
    length: 23,
    held: true,
    info: 'ARQUIVO file1.txt',
  },
  {
    ...PLAIN,
    number: 5,
    connection: 2,
    from: 'server',
    type: 'ERROR',
    id: 7,
    length: 60,
    marked: true,
    info: 'not-found "Arquivo não encontrado!"',
  },
  {
    ...PLAIN,
    number: 6,
    connection: 3,
    from: 'client',
    type: '?',
    length: 5,
    broken: true,
    changed: true,
    info: 'e and or',
  },
  { ...PLAIN, number: 7, connection: 3, from: 'server', type: 'BYE', id: 0, length: 8, info: '"Adeus!"' },
  { ...PLAIN, number: 8, connection: 3, from: 'server', type: 'fin' },
];

const ROWS = LISTED.map(subject);

function subject({ type, info, ...rest }: Row): FilterSubject {
  return { ...rest, types: [type, info.split(' ', 1)[0] ?? ''], texts: [type, info] };
}

function filterOf(text: string): Filter {
  const parsed = parseFilter(text);
  assert.ok(parsed.ok, text);
  return parsed.filter;
}

function shown(text: string): number[] {
  return ROWS.filter(filterOf(text)).map(({ number }) => number);
}

const SHOWN: Readonly<Record<string, readonly number[]>> = {
  '': [1, 2, 3, 4, 5, 6, 7, 8],
  '   ': [1, 2, 3, 4, 5, 6, 7, 8],
  hora: [2],
  REQ: [2, 4],
  'request arquivo': [4],
  'arquivo "não encontrado"': [5],
  '"request arquivo"': [],
  '"Arquivo File1"': [4],
  NÃO: [5],
  'adeus!': [7],
  '19:31': [3],
  '127.0.0.1:51884': [1],
  'not-found': [5],
  '-': [5],
  'hora e bye': [],
  'hora ou bye': [],
  'e ou': [5],
  não: [5],
  'a & b': [],
  'type:request': [2, 4],
  'type:ARQUIVO': [4],
  'type:arq': [],
  'TYPE:Arquivo': [4],
  'type:fin,open': [1, 8],
  'type:?': [6],
  'type:"e"': [6],
  'type:"fin,open"': [],
  'type=bye': [7],
  'type!=request': [1, 3, 5, 6, 7, 8],
  'conn:2': [4, 5],
  'conn:1,3': [1, 2, 3, 6, 7, 8],
  'conn>=2': [4, 5, 6, 7, 8],
  'dir:c': [2, 4, 6],
  'dir:s': [3, 5, 7, 8],
  'dir:server': [3, 5, 7, 8],
  'dir:servidor': [3, 5, 7, 8],
  'dir:cliente': [2, 4, 6],
  'dir:c,s': [2, 3, 4, 5, 6, 7, 8],
  'id:7': [4, 5],
  'id>3': [4, 5],
  'id<1': [7],
  'id:0': [7],
  'id!=7': [1, 2, 3, 6, 7, 8],
  'len>13': [4, 5],
  'len>=13': [2, 4, 5],
  'len<=8': [1, 6, 7, 8],
  'len<8': [1, 6, 8],
  'len=0': [1, 8],
  'len > 13': [4, 5],
  'len: 13': [2],
  'no>6': [7, 8],
  'no:2,4,99': [2, 4],
  'is:broken': [6],
  'is:held': [4],
  'is:changed': [6],
  'is:marked': [5],
  'is:held,marked': [4, 5],
  '!dir:s': [1, 2, 4, 6],
  'not dir:s': [1, 2, 4, 6],
  'NOT dir:s': [1, 2, 4, 6],
  '! ! dir:s': [3, 5, 7, 8],
  '!hora request': [4],
  '!(hora request)': [1, 3, 4, 5, 6, 7, 8],
  'conn:1 and dir:c': [2],
  'conn:1&&dir:c': [2],
  'conn:1 AND !dir:c': [1, 3],
  'hora or bye': [2, 7],
  'hora||bye': [2, 7],
  'dir:c hora or bye dir:s': [2, 7],
  'dir:c (hora or bye)': [2],
  '(dir:c)(hora)': [2],
  '"and" "or"': [6],
  'dir:c and (id:1 or (id:7 and is:held))': [2, 4],
};

for (const [text, numbers] of Object.entries(SHOWN))
  test(`${text || 'nothing'} shows ${numbers.join(', ') || 'no row'}`, () => {
    assert.deepEqual(shown(text), numbers);
  });

const PROBLEMS: ReadonlyArray<readonly [text: string, position: number, english: RegExp]> = [
  ['len>', 4, /expected a number/],
  ['len> ', 5, /expected a number/],
  ['len>x', 4, /expected a number/],
  ['id:-1', 3, /expected a number/],
  ['len>1,3', 4, /expected a number/],
  ['conn:1,', 7, /expected a number/],
  ['conn:1,x,3', 7, /expected a number/],
  ['conn:1 or len>1.5', 14, /expected a number/],
  ['type:', 5, /expected a type/],
  ['type: and hora', 6, /expected a type/],
  ['type:a,', 7, /expected a type/],
  ['type>x', 4, /after type expected : or !=/],
  ['dir:x', 4, /c \(client\) or s \(server\)/],
  ['is:', 3, /broken, held, changed, marked/],
  ['is:red', 3, /broken, held, changed, marked/],
  ['hora size:3', 5, /unknown key size: expected one of type, conn, dir, id, len, no, is/],
  ['constructor:x', 0, /unknown key constructor/],
  ['toString:x', 0, /unknown key tostring/],
  ['localhost:65432', 0, /"quotes"/],
  ['(hora', 5, /expected \)/],
  ['(', 1, /expected a word or a condition/],
  ['()', 1, /expected a word or a condition/],
  ['hora)', 4, /has no \(/],
  ['!', 1, /expected a word or a condition/],
  ['hora and', 8, /expected a word or a condition/],
  ['or hora', 0, /expected a word or a condition/],
  ['hora or or bye', 8, /expected a word or a condition/],
  ['hora && || bye', 8, /expected a word or a condition/],
  ['"hora', 5, /closing "/],
  ['hora "', 6, /closing "/],
  ['('.repeat(5000), 100, /at most 100/],
];

for (const [text, position, english] of PROBLEMS)
  test(`${text.slice(0, 24)} is wrong at ${position}: ${english.source}`, () => {
    const parsed = parseFilter(text);
    assert.ok(!parsed.ok);
    assert.equal(parsed.position, position);
    assert.match(parsed.problem.en, english);
    assert.match(parsed.problem.pt, /^(esperad|chave desconhecida|depois de|este \))/);
  });

const pieces = fc.constantFrom(
  ...[
    '(',
    ')',
    '!',
    '&&',
    '||',
    '&',
    '"',
    ' ',
    ',',
    ':',
    '=',
    '<',
    '>',
    '!=',
    'and',
    'or',
    'not',
    'len',
    'len>',
  ],
  ...['conn:', 'is:', 'is:held', 'type:', 'dir:c', 'id', '7', 'x', 'ã', '\u0130', '\ud800', '\u2028', '🙂'],
);
const anything = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

test('whatever is typed is either a filter, or has a problem at a place inside the text', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const parsed = parseFilter(text);
      if (parsed.ok) for (const row of ROWS) assert.equal(typeof parsed.filter(row), 'boolean');
      else {
        assert.ok(parsed.position >= 0 && parsed.position <= text.length);
        assert.ok(parsed.problem.en && parsed.problem.pt);
      }
    }),
  );
});

test('what is long is as good as what is short', () => {
  for (const text of [
    '!'.repeat(100_000),
    'a '.repeat(50_000),
    'a or '.repeat(50_000),
    `"${'('.repeat(100_000)}"`,
  ])
    assert.equal(filterOf(`${text} x`)(ROWS[0] as FilterSubject), false);
});

test('parentheses side by side are not inside each other', () => {
  assert.deepEqual(shown('(hora) '.repeat(200)), [2]);
});

test('twice not is what it was', () => {
  fc.assert(
    fc.property(anything, (text) => {
      fc.pre(text.trim() !== '' && parseFilter(text).ok);
      const [once, twice] = [filterOf(`!(${text})`), filterOf(`!(!(${text}))`)];
      const filter = filterOf(text);
      for (const row of ROWS) {
        assert.equal(twice(row), filter(row));
        assert.equal(once(row), !filter(row));
      }
    }),
  );
});

/** An expression with only the parentheses that it needs, and what it ought to mean. */
interface Meant {
  readonly text: string;
  readonly binds: 'or' | 'and' | 'not' | 'one';
  readonly filter: Filter;
}

const ORDER = ['or', 'and', 'not', 'one'];

function inside({ text, binds }: Meant, atLeast: Meant['binds']): string {
  return ORDER.indexOf(binds) < ORDER.indexOf(atLeast) ? `(${text})` : text;
}

const leaf = fc.constantFrom<Meant>(
  { text: 'dir:c', binds: 'one', filter: ({ from }) => from === 'client' },
  { text: 'conn:3', binds: 'one', filter: ({ connection }) => connection === 3 },
  { text: 'len>9', binds: 'one', filter: ({ length }) => length > 9 },
  { text: 'request', binds: 'one', filter: ({ types }) => types.includes('REQUEST') },
  { text: '"adeus!"', binds: 'one', filter: ({ texts }) => texts.some((text) => text.includes('Adeus!')) },
);

const { meant } = fc.letrec<{ meant: Meant }>((tie) => ({
  meant: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom('!', 'not ', 'NOT '), tie('meant')).map(
      ([sign, a]): Meant => ({
        text: `${sign}${inside(a, 'not')}`,
        binds: 'not',
        filter: (row) => !a.filter(row),
      }),
    ),
    fc.tuple(tie('meant'), fc.constantFrom(' ', ' and ', '&&', ' AND '), tie('meant')).map(
      ([a, sign, b]): Meant => ({
        text: `${inside(a, 'and')}${sign}${inside(b, 'and')}`,
        binds: 'and',
        filter: (row) => a.filter(row) && b.filter(row),
      }),
    ),
    fc.tuple(tie('meant'), fc.constantFrom(' or ', '||', ' OR '), tie('meant')).map(
      ([a, sign, b]): Meant => ({
        text: `${inside(a, 'or')}${sign}${inside(b, 'or')}`,
        binds: 'or',
        filter: (row) => a.filter(row) || b.filter(row),
      }),
    ),
  ),
}));

test('not binds before and, and before or', () => {
  fc.assert(
    fc.property(meant, ({ text, filter }) => {
      assert.deepEqual(
        shown(text),
        ROWS.filter(filter).map(({ number }) => number),
        text,
      );
    }),
    { numRuns: 500 },
  );
});

test('every beginning of a right filter is a filter, or says what is missing', () => {
  fc.assert(
    fc.property(meant, ({ text }) => {
      for (let end = 0; end <= text.length; end++) {
        const parsed = parseFilter(text.slice(0, end));
        assert.ok(parsed.ok || /^expected|^unknown key/.test(parsed.problem.en));
      }
    }),
  );
});
