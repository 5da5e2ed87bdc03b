/** Which names may cross the network (PROTOCOL.md §8.1), wherever the test runs. */

import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileNameFault } from '../../protocol/file-name.ts';

const ALLOWED = [
  'a',
  'file1.txt',
  'relatório da aula.txt',
  'acentuação.txt',
  '日本語.txt',
  '🙂.png',
  '.profile',
  '..txt',
  '...a',
  ' leading space',
  'a.b.c',
  'semi;colon & more (1) [2] {3} #4 %5 ^6 ~7 `8',
  '$HOME',
  '-rf',
  '__proto__',
  'nulo.txt',
  'xnul',
  'nul-1',
  'nul_.txt',
  'com',
  'COM10',
  'com1a.txt',
  'lpt¹⁰',
  'conin',
  'a.nul',
];

for (const name of ALLOWED)
  test(`${JSON.stringify(name)} is allowed`, () => {
    assert.equal(fileNameFault(name), undefined);
  });

const REFUSED = {
  empty: [''],
  'dot-name': ['.', '..'],
  'reserved-character': [
    '/etc/passwd',
    '../function_server.py',
    'a/b',
    'a/',
    'a\\b',
    '..\\..\\x',
    'C:\\x',
    'a:b',
    'a*b',
    'a?b',
    'a"b',
    'a<b',
    'a>b',
    'a|b',
  ],
  'control-character': ['\0', 'a\0.txt', 'a\nb', 'a\tb', '\x1b[2J', '\x1f', '\x7f', '\x80', '\x9f'],
  'lone-surrogate': ['\ud800', 'a\udfff.txt', '\ude00\ud83d'],
  'trailing-dot-or-space': ['a.', 'a ', 'a. ', 'a .', '...', ' '],
  'device-name': [
    'con',
    'CON',
    'Prn',
    'aux',
    'nul',
    'CONIN$',
    'conout$',
    'com0',
    'COM9',
    'com¹',
    'COM²',
    'com³',
    'lpt1',
    'LPT³',
    'nul.txt',
    'NUL.tar.gz',
    'nul .txt',
    'Com1   .x',
  ],
  'too-long': ['a'.repeat(256), 'é'.repeat(128), `${'a'.repeat(252)}.txt`],
};

for (const [fault, names] of Object.entries(REFUSED))
  for (const name of names)
    test(`${JSON.stringify(name.slice(0, 24))} is refused: ${fault}`, () => {
      assert.equal(fileNameFault(name), fault);
    });

test('255 bytes are the most, counted in UTF-8', () => {
  assert.equal(fileNameFault('a'.repeat(255)), undefined);
  assert.equal(fileNameFault(`${'é'.repeat(127)}a`), undefined);
  assert.equal(fileNameFault('é'.repeat(128)), 'too-long');
  assert.equal(fileNameFault('🙂'.repeat(64)), 'too-long');
});

test('a no-break space at the end is no space', () => {
  assert.equal(fileNameFault('a\u00a0'), undefined);
});

/** Pieces out of which attacks are made, and ordinary ones. */
const hostileName = fc
  .array(
    fc.oneof(
      fc.constantFrom('.', '..', '/', '\\', ':', ' ', '\0', '\n', '|', '~', 'C:', '//', '\\\\?\\', '\ud800'),
      fc.constantFrom('con', 'NUL', 'com1', 'lpt¹', 'CONIN$', '.txt', '%2e%2e', '%2f', '．', '∕'),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));

test('a name that is allowed is its own last component, on Linux and on Windows', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      fc.pre(fileNameFault(name) === undefined);
      assert.equal(posix.basename(name), name);
      assert.equal(win32.basename(name), name);
      assert.equal(posix.dirname(posix.resolve('/DB', name)), '/DB');
      assert.equal(win32.dirname(win32.resolve('C:\\DB', name)), 'C:\\DB');
    }),
  );
});

test('a name that is allowed survives its way through UTF-8', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      fc.pre(fileNameFault(name) === undefined);
      const bytes = Buffer.from(name);
      assert.equal(bytes.toString(), name);
      assert.ok(bytes.length >= 1 && bytes.length <= 255);
    }),
  );
});

test('no name with a separator in it is ever allowed', () => {
  fc.assert(
    fc.property(hostileName, fc.constantFrom('/', '\\'), hostileName, (before, separator, after) => {
      assert.notEqual(fileNameFault(before + separator + after), undefined);
    }),
  );
});

test('letters, digits and underscores that name no device are always allowed', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_]{5,40}$/), (name) => {
      assert.equal(fileNameFault(name), undefined);
    }),
  );
});
