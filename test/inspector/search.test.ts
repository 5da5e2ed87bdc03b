/* oxlint-disable typescript/no-floating-promises -- what test() returns is for subtests */
/** Searching in bytes: what text finds, what hex finds. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseSearch, type SearchPattern } from '../../inspector/search.ts';

function patternOf(text: string): SearchPattern {
  const parsed = parseSearch(text);
  assert.ok(parsed.ok, text);
  return parsed.pattern;
}

function find(text: string, bytes: Buffer, from = 0): [number, number] | undefined {
  const found = patternOf(text).find(bytes, from);
  return found && [found.start, found.end];
}

const REQUEST = Buffer.from('["ARQUIVO","relatório.txt"]');

test('text is found whatever its case', () => {
  assert.deepEqual(find('arquivo', REQUEST), [2, 9]);
  assert.deepEqual(find('ARQuivo', REQUEST), [2, 9]);
  assert.deepEqual(find('.TXT', REQUEST), [22, 26]);
});

test('from A to Z, each letter finds itself', () => {
  const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const letter of upper.toLowerCase())
    assert.equal(find(letter, Buffer.from(upper))?.[0], upper.toLowerCase().indexOf(letter));
});

test('a letter with an accent is its bytes of UTF-8, in its own case', () => {
  assert.deepEqual(find('tó', REQUEST), [16, 19]);
  assert.equal(find('TÓ', REQUEST), undefined);
  assert.equal(find('ã', Buffer.from('Ã')), undefined);
  assert.equal(find('é', Buffer.from([0xe3, 0xa9])), undefined, 'c3 in "lower case" is not e3');
});

test('only letters have a case: [ is not {, @ is not `', () => {
  assert.equal(find('[', Buffer.from('{')), undefined);
  assert.equal(find('@', Buffer.from('`')), undefined);
  assert.equal(find('{', Buffer.from('[')), undefined);
});

test('spaces are part of a text', () => {
  assert.deepEqual(find(' x', Buffer.from('x x')), [1, 3]);
});

test('hex finds exactly these bytes, however it is written', () => {
  for (const text of ['0x41 52', 'x:4152', '0X4152', 'X: 41 52 ', 'x:41\t52'])
    assert.deepEqual(find(text, REQUEST), [2, 4], text);
  assert.equal(find('0x6172', Buffer.from('AR')), undefined);
  assert.deepEqual(find('0x00', Buffer.from([1, 0])), [1, 2]);
});

test('the search goes on from where it is told to', () => {
  const bytes = Buffer.from('abab');
  assert.deepEqual(find('ab', bytes, 1), [2, 4]);
  assert.deepEqual(find('0x6162', bytes, 1), [2, 4]);
  for (const from of [3, 4, 5]) {
    assert.equal(find('ab', bytes, from), undefined);
    assert.equal(find('0x6162', bytes, from), undefined);
  }
});

test('the last place before another one is found', () => {
  const last = (text: string, before: number) => {
    const parsed = parseSearch(text);
    assert.ok(parsed.ok);
    const found = parsed.pattern.findLast(Buffer.from('abABab'), before);
    return found && [found.start, found.end];
  };
  for (const text of ['ab', 'aB']) {
    assert.deepEqual(last(text, 6), [4, 6]);
    assert.deepEqual(last(text, 5), [4, 6]);
    assert.deepEqual(last(text, 4), [2, 4]);
    assert.deepEqual(last(text, 1), [0, 2]);
    assert.equal(last(text, 0), undefined);
  }
  assert.deepEqual(last('0x6162', 4), [0, 2]);
  assert.equal(last('0x6162', 0), undefined);
});

for (const text of ['0x4', '0x4g', '0x', 'x:', 'x:  ', '0x45 4', '0x45 0x46', ''])
  test(`${text || 'nothing'} says in both languages what was expected`, () => {
    const parsed = parseSearch(text);
    assert.ok(!parsed.ok);
    assert.match(parsed.problem.en, /^expected/);
    assert.match(parsed.problem.pt, /^esperado/);
  });

/** Few different bytes, so that things are found; long enough to be searched in several blocks. */
const haystack = fc
  .tuple(
    fc.uint8Array({ min: 0x40, max: 0x43, maxLength: 40 }),
    fc.nat(3000),
    fc.uint8Array({ min: 0x60, max: 0x63 }),
  )
  .map(([head, gap, tail]) => Buffer.concat([head, Buffer.alloc(gap, 0x2e), tail]));
const needle = fc.string({ unit: fc.constantFrom('a', 'B', 'c', 'C', '.'), minLength: 1, maxLength: 4 });

test('text is found where its lower case is in the lower case of the bytes', () => {
  fc.assert(
    fc.property(haystack, needle, fc.nat(100), (bytes, text, from) => {
      const start = bytes.toString('latin1').toLowerCase().indexOf(text.toLowerCase(), from);
      assert.deepEqual(find(text, bytes, from), start < 0 ? undefined : [start, start + text.length]);
    }),
  );
});

test('any piece of any bytes is found by its hex', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array({ minLength: 1 }), fc.uint8Array(), (before, piece, after) => {
      const bytes = Buffer.concat([before, piece, after]);
      const start = bytes.indexOf(piece);
      assert.deepEqual(find(`0x${Buffer.from(piece).toString('hex')}`, bytes), [start, start + piece.length]);
    }),
  );
});

test('a text that lies across a thousand bytes, or is longer, is found', () => {
  for (let at = 1000; at < 1050; at++) {
    const bytes = Buffer.concat([Buffer.alloc(at), Buffer.from('Adeus!')]);
    assert.deepEqual(find('adeus!', bytes), [at, at + 6]);
  }
  const long = 'aB'.repeat(3000);
  assert.deepEqual(find(long, Buffer.from(`xx${long.toUpperCase()}`)), [2, 6002]);
});

test('whatever is typed is a pattern or a problem, and searching leaves the bytes as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
      const parsed = parseSearch(text);
      const searched = Buffer.from(bytes);
      if (parsed.ok) parsed.pattern.find(searched, 0);
      else assert.ok(parsed.problem.en && parsed.problem.pt);
      assert.ok(searched.equals(bytes));
    }),
  );
});
