import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthPrefix } from '../../../inspector/dissect/length-prefix.ts';
import { assertSound, fieldNamed } from './tiling.ts';

const HORA = Buffer.from('\0\0\0\x04HORA');

test('a record is its length and so many bytes', () => {
  const { fields, length, info, broken } = lengthPrefix.dissect(HORA, 'client');
  assert.deepEqual(
    fields.map(({ name, start, end, value }) => [name, start, end, value]),
    [
      ['length', 0, 4, '4'],
      ['payload', 4, 8, '4 bytes'],
    ],
  );
  assert.deepEqual([length, info, broken], [4, '"HORA"', false]);
});

test('the length is worked out, and what it would be little-endian is said', () => {
  const { explain } = fieldNamed(lengthPrefix.dissect(HORA, 'client').fields, 'length');
  assert.match(explain.en, /0·256³ \+ 0·256² \+ 0·256 \+ 4 = 4; read little-endian it would be 67108864/);
});

test('a length sent little-endian is a fault that says so, and takes everything that is there', () => {
  const wrong = Buffer.from('\x04\0\0\0HORA');
  const { fields } = lengthPrefix.dissect(wrong, 'client');
  assert.match(fieldNamed(fields, 'length').fault?.en ?? '', /at most 16777216; little-endian it would be 4/);
  assert.equal(lengthPrefix.measure(wrong, false), wrong.length);
});

test('an empty record is complete', () => {
  assert.equal(lengthPrefix.measure(Buffer.alloc(4), false), 4);
  assert.equal(lengthPrefix.dissect(Buffer.alloc(4), 'client').broken, false);
});

test('a record is measured from its first four bytes on', () => {
  assert.equal(lengthPrefix.measure(HORA.subarray(0, 3), false), undefined);
  assert.equal(lengthPrefix.measure(HORA.subarray(0, 4), false), 8);
  assert.equal(lengthPrefix.measure(Buffer.concat([HORA, HORA]), false), 8);
  assert.equal(lengthPrefix.measure(HORA.subarray(0, 6), true), 6);
});

test('any piece of a record is shown with how much is missing', () => {
  for (let length = 1; length < HORA.length; length++) {
    assert.equal(lengthPrefix.dissect(HORA.subarray(0, length), 'client').broken, true);
    assertSound(lengthPrefix, HORA.subarray(0, length), 'client');
  }
  const { fields } = lengthPrefix.dissect(HORA.subarray(0, 6), 'client');
  assert.match(fieldNamed(fields, 'payload').fault?.en ?? '', /2 of 4 bytes/);
});

test('bytes after the record are a fault', () => {
  const { fields } = lengthPrefix.dissect(Buffer.concat([HORA, Buffer.from('!')]), 'client');
  assert.match(fieldNamed(fields, 'payload').fault?.en ?? '', /more than the length says: 21/);
});
