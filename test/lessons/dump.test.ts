/** Bytes as a lesson shows them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dump } from '../../lessons/course/dump.ts';

const FRAME = Buffer.from('00000004484f5241', 'hex');

test('a field is named below its bytes, a read is marked above them', () => {
  const fields = [
    { name: 'length', size: 4 },
    { name: 'message', size: 4 },
  ];
  assert.deepEqual(dump(FRAME, { fields, reads: [1, 2, 5] }), [
    '1  ┌─2─┐ ┌── read 3 ──┐                           read',
    '00 00 00 04 48 4f 52 41                           ....HORA',
    '└ length ─┘ └ message ┘',
  ]);
});

test('a name that has no room below its bytes gets a letter, and stands in a line of its own', () => {
  const fields = [
    { name: 'magic', size: 2 },
    { name: 'version', size: 1 },
    { name: 'rest', size: 5 },
  ];
  assert.deepEqual(dump(FRAME, { fields }), [
    '00 00 00 04 48 4f 52 41                           ....HORA',
    '└─A─┘ B  └─── rest ───┘',
    'A magic · B version',
  ]);
});

test('a name of one or two characters has room below a single byte', () => {
  const fields = [
    { name: 'a', size: 1 },
    { name: 'ç', size: 2 },
    { name: '\\n', size: 1 },
  ];
  assert.deepEqual(dump(Buffer.from('aç\n'), { fields }), [
    '61 c3 a7 0a                                       a...',
    'a  └ ç ┘ \\n',
  ]);
});

test('a field that goes on in the next row is open at that end', () => {
  const fields = [{ name: 'text', size: 8 }];
  assert.deepEqual(dump(FRAME, { fields, bytesPerRow: 5 }), [
    '00 00 00 04 48   ....H',
    '└─── text ────',
    '4f 52 41         ORA',
    '─ text ┘',
  ]);
});

test('the end of a field without room for its name is only closed', () => {
  const fields = [{ name: 'payload', size: 6 }];
  assert.deepEqual(dump(FRAME.subarray(0, 6), { fields, bytesPerRow: 5 }).slice(2), [
    '4f               O',
    '─┘',
  ]);
});

test('bytes that are no ASCII are points', () => {
  assert.deepEqual(dump(Buffer.from('ç\x1b~')), ['c3 a7 1b 7e                                       ...~']);
});

test('no bytes are no rows', () => {
  assert.deepEqual(dump(Buffer.alloc(0), { fields: [{ name: 'payload', size: 0 }] }), []);
});
