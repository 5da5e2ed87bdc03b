import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines, MAX_LINE_BYTES } from '../../../inspector/dissect/lines.ts';
import { assertSound, fieldNamed } from './tiling.ts';

function shape(bytes: Buffer): string[][] {
  return lines.dissect(bytes, 'client').fields.map(({ name, value }) => [name, value]);
}

test('a line is its text and its terminator', () => {
  assert.deepEqual(shape(Buffer.from('olá\n')), [
    ['text', 'olá'],
    ['terminator', '\\n'],
  ]);
  assert.deepEqual(shape(Buffer.from('HORA\r\n')), [
    ['text', 'HORA'],
    ['terminator', '\\r\\n'],
  ]);
});

test('an empty line has an empty text', () => {
  assert.deepEqual(shape(Buffer.from('\n')), [
    ['text', ''],
    ['terminator', '\\n'],
  ]);
  assert.equal(lines.dissect(Buffer.from('\n'), 'client').broken, false);
});

test('a last line without its terminator says that it is missing', () => {
  const { fields, broken } = lines.dissect(Buffer.from('HORA'), 'client');
  assert.match(fieldNamed(fields, 'text').fault?.en ?? '', /no terminator at the end/);
  assert.equal(broken, true);
});

test('bytes that are not UTF-8 are a fault', () => {
  const bytes = Buffer.from('caf\xe9\n', 'latin1');
  assert.match(
    fieldNamed(lines.dissect(bytes, 'client').fields, 'text').fault?.en ?? '',
    /not UTF-8: 63 61 66 e9/,
  );
  assertSound(lines, bytes, 'client');
});

test('a line is measured by its line feed, and by the end of the stream when there is none', () => {
  assert.equal(lines.measure(Buffer.from('a\nb\n'), false), 2);
  assert.equal(lines.measure(Buffer.from('ab'), false), undefined);
  assert.equal(lines.measure(Buffer.from('ab'), true), 2);
});

test('a line that never ends is not waited for without bound', () => {
  const endless = Buffer.alloc(MAX_LINE_BYTES + 1, 'a');
  assert.equal(lines.measure(endless, false), MAX_LINE_BYTES);
  const { fields } = lines.dissect(endless.subarray(0, MAX_LINE_BYTES), 'client');
  assert.match(fieldNamed(fields, 'text').fault?.en ?? '', /no terminator within 65536 bytes/);
});

test('controls inside a line are shown, not obeyed', () => {
  assertSound(lines, Buffer.from('a\x1b[2J\u202eb\n'), 'client');
});
