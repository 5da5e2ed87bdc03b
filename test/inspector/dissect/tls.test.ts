import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tls } from '../../../inspector/dissect/tls.ts';
import { assertSound, fieldNamed } from './tiling.ts';

function record(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

const CLIENT_HELLO = record('16 03 01 00 08 01 00 00 04 03 03 aa bb');
const DATA = record('17 03 03 00 03 aa bb cc');

test('a ClientHello is named while it is in the clear', () => {
  const { fields, info, length, broken } = tls.dissect(CLIENT_HELLO, 'client');
  assert.deepEqual(
    fields.map(({ name, start, end, value }) => [name, start, end, value]),
    [
      ['type', 0, 1, 'handshake'],
      ['version', 1, 3, 'TLS 1.0'],
      ['length', 3, 5, '8'],
      ['handshake', 5, 6, 'ClientHello'],
      ['fragment', 6, 13, '7 bytes'],
    ],
  );
  assert.deepEqual([info, length, broken], ['handshake ClientHello', 8, false]);
});

test('an encrypted handshake message is opaque', () => {
  assert.equal(tls.dissect(record('16 03 03 00 08 01 ff ff ff 03 03 aa bb'), 'client').info, 'handshake');
});

test('application data is opaque', () => {
  assert.equal(tls.dissect(DATA, 'server').info, 'application_data');
  assert.equal(fieldNamed(tls.dissect(DATA, 'server').fields, 'fragment').value, '3 bytes');
});

test('records are measured by their length', () => {
  assert.equal(tls.measure(Buffer.concat([CLIENT_HELLO, DATA]), false), CLIENT_HELLO.length);
  assert.equal(tls.measure(DATA.subarray(0, 4), false), undefined);
  assert.equal(tls.measure(DATA.subarray(0, 6), false), 8);
  assert.equal(tls.measure(DATA.subarray(0, 6), true), 6);
});

const FAULTS: ReadonlyArray<readonly [hex: string, field: string, fault: RegExp]> = [
  ['63 03 03 00 00', 'type', /99, expected 20–24/],
  ['16 04 03 00 00', 'version', /04 03, expected 03 00–03 04/],
  ['16 03 03 ff ff', 'length', /65535, expected 0–18432/],
  ['16 03', 'version', /1 of 2 bytes/],
  ['16 03 03', 'length', /0 of 2 bytes/],
  ['17 03 03 00 03 aa', 'fragment', /1 of 3 bytes/],
  ['17 03 03 00 00 aa', 'fragment', /1 bytes too many/],
];

for (const [hex, field, fault] of FAULTS) {
  test(`${hex} is wrong at the ${field}`, () => {
    const { fields, broken } = tls.dissect(record(hex), 'client');
    assert.equal(broken, true);
    assert.match(fieldNamed(fields, field).fault?.en ?? '', fault);
    assertSound(tls, record(hex), 'client');
  });
}

test('after a header that is none everything that is there is one message', () => {
  for (const hex of ['63', '16 04 03 00 00', '16 03 03 ff ff aa'])
    assert.equal(tls.measure(record(hex), false), record(hex).length);
});

test('a connection that begins with a handshake is recognised', () => {
  assert.equal(tls.recognises(CLIENT_HELLO), true);
  assert.equal(tls.recognises(CLIENT_HELLO.subarray(0, 2)), undefined);
  assert.equal(tls.recognises(record('16 04')), false);
});
