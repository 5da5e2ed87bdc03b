/** Where two values differ first, and how a value is shown. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceRows } from '../../lessons/commands/difference-rows.ts';
import { kindSentence, REPORT_WORDS } from '../../lessons/commands/report-words.ts';
import { firstDifference } from '../../lessons/course/difference.ts';
import { show } from '../../lessons/course/show.ts';

function rows(got: unknown, expected: unknown, width = 80): string[] {
  const difference = firstDifference(got, expected);
  return difference ? differenceRows(difference, REPORT_WORDS.en, width) : [];
}

test('equal values of every kind do not differ', () => {
  const values = [
    Buffer.from('oi'),
    'ação',
    7,
    Number.NaN,
    true,
    null,
    undefined,
    [],
    [Buffer.from('a'), ['b']],
    { name: 'x', size: 1, parts: [{ at: 0 }] },
    Object.assign(Object.create(null), { a: 1 }),
  ];
  for (const value of values) {
    const copy = Buffer.isBuffer(value) ? new Uint8Array(value) : structuredClone(value);
    assert.equal(firstDifference(copy, value), undefined, show(value));
  }
});

test('values of different kinds differ, also those that look alike', () => {
  const pairs: [unknown, unknown][] = [
    ['1', 1],
    [Buffer.from('oi'), 'oi'],
    [[], {}],
    [null, undefined],
    [0, -0],
    [{ a: undefined }, {}],
    [[undefined], []],
    [new Map(), new Map()],
    [Promise.resolve(1), 1],
  ];
  for (const [got, expected] of pairs) assert.ok(firstDifference(got, expected), show(got));
});

test('the place inside a value is named', () => {
  const path = (got: unknown, expected: unknown) => firstDifference(got, expected)?.path;
  assert.equal(path(['a', 'b'], ['a', 'c']), '[1]');
  assert.equal(path({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }), 'a[0].b');
  assert.equal(path([1, 2, 3], [1, 2]), '[2]');
});

test('the caret stands under the first byte that differs, in hex and in text, and a newline is seen', () => {
  assert.deepEqual(rows(Buffer.from('a\nb\r\n'), Buffer.from('a\nb\n')), [
    '    expected  61 0a 62 0a       a\\nb\\n',
    '    received  61 0a 62 0d 0a    a\\nb\\r\\n',
    '                       ^^           ^',
    '',
    '    Byte 3, counted from 0: expected 0a, received 0d.',
  ]);
});

test('on a narrow screen the text stands below the hex, and no line is too long', () => {
  const shown = rows(Buffer.from('ABCDEFGHIJ'), Buffer.from('ABCDEFGhIJ'), 40);
  assert.deepEqual(shown.slice(0, 6), [
    '    expected  41 42 43 44 45 46 47 68',
    '    received  41 42 43 44 45 46 47 48',
    '                                   ^^',
    '              ABCDEFGh',
    '              ABCDEFGH',
    '                     ^',
  ]);
  assert.ok(shown.every((line) => line.length <= 40));
});

test('of a long value the bytes around the difference are shown, wherever it is', () => {
  for (const at of [0, 7, 8, 15, 16, 17, 5_000, 9_999]) {
    const expected = Buffer.alloc(10_000, 'a');
    const got = Buffer.from(expected);
    got[at] = 0x62;
    const [expectedRow = '', gotRow = '', caretRow = ''] = rows(got, expected);
    const caret = caretRow.indexOf('^^');
    assert.equal(gotRow.slice(caret, caret + 2), '62', String(at));
    assert.equal(expectedRow.slice(caret, caret + 2), '61', String(at));
    assert.match(rows(got, expected).at(-1) ?? '', new RegExp(`^ +Byte ${at}, .*expected 61, received 62`));
  }
});

test('where one value is the beginning of the other, the end is what differs', () => {
  assert.match(
    rows(Buffer.from('oi'), Buffer.from('oi\n')).at(-1) ?? '',
    /Byte 2.*expected 0a, received the end/,
  );
  assert.match(
    rows(Buffer.from('oi'), Buffer.alloc(0)).at(-1) ?? '',
    /Byte 0.*expected the end, received 6f/,
  );
});

test('text is compared by its bytes and shown as text too', () => {
  const shown = rows('a\u00e7a\u0303o', 'a\u00e7\u00e3o');
  assert.equal(shown[0], '    expected  "ação"');
  assert.match(shown.at(-1) ?? '', /Byte 3.*expected c3, received 61/);
});

test('nothing that is shown can be obeyed by a terminal', () => {
  const hostile = '\x1b[2J\u202e\u0007\r\n';
  for (const value of [hostile, Buffer.from(hostile), [hostile], { a: hostile }])
    assert.doesNotMatch(show(value), /[\p{Cc}\p{Cf}]/u);
});

test('an accent of its own does not hide in the letter before it', () => {
  assert.equal(show(Buffer.from('61cda6', 'hex')), '61 cd a6  "a·"');
  assert.notEqual(show('c\u0327'), show('\u00e7'));
});

test('where one kind of value was taken for another, that is said', () => {
  const kinds = (got: unknown, expected: unknown) => {
    const difference = firstDifference(got, expected);
    return difference?.kind === 'value' && difference.kinds ? kindSentence(difference.kinds).en : undefined;
  };
  assert.match(kinds('oi', Buffer.from('oi')) ?? '', /^Your code gave text .*; a Buffer was expected\.$/);
  assert.match(kinds(undefined, []) ?? '', /gave undefined, as a function without return does; an/);
  assert.match(kinds(Promise.resolve(1), { id: 1 }) ?? '', /a promise, as every async function does/);
  assert.match(kinds({ payload: 'oi' }, { payload: Buffer.from('oi') }) ?? '', /a string.*a Buffer/);
  for (const [got, expected] of [
    [1, 2],
    [null, undefined],
    ['a', 'b'],
    [new Map(), 1],
  ])
    assert.equal(kinds(got, expected), undefined);
});

test('of much, a part is shown and the rest is counted', () => {
  assert.match(show(Buffer.alloc(1_000)), /\(\+976\)/);
  assert.match(show('x'.repeat(1_000)), /\(\+940\)/);
  assert.match(show(Array.from({ length: 100 }, () => 1)), /\(\+94\)/);
  const endless: unknown[] = [];
  endless.push(endless);
  assert.equal(show(endless), '[ [ [ … ] ] ]');
});
