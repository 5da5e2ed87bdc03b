/**
 * A message that comes byte by byte is measured in linear time. What is counted is how many bytes the dissector looks
 * at, which is the same on every machine.
 */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import type { Dissector } from '../../../inspector/dissect/dissection.ts';
import { dissectorNamed } from '../../../inspector/dissect/dissectors.ts';
import { DEFAULT_BOUNDS } from '../../../inspector/store.ts';
import { Scene } from '../scene.ts';

const BYTES = 4_096;
/** Header, length or opcode, and what is looked at before a read is known to complete nothing. */
const LOOKS_PER_BYTE = 16;

/** The same bytes; `look` is told how many of them somebody looks at. */
function watched(bytes: Buffer, look: (count: number) => void): Buffer {
  const indexOf = (byte: number, from = 0): number => {
    const found = bytes.indexOf(byte, from);
    look((found < 0 ? bytes.length : found + 1) - from);
    return found;
  };
  const subarray = (start?: number, end?: number) => watched(bytes.subarray(start, end), look);
  const watching = new Map<string | symbol, unknown>([
    ['indexOf', indexOf],
    ['subarray', subarray],
  ]);
  return new Proxy(bytes, { get: (_bytes, key) => watching.get(key) ?? member(bytes, key, look) });
}

function member(bytes: Buffer, key: string | symbol, look: (count: number) => void): unknown {
  const value: unknown = Reflect.get(bytes, key, bytes);
  if (typeof value === 'number' && key !== 'length') look(1);
  if (typeof value !== 'function' || String(key).startsWith('read')) return value; // which asks for each byte
  return (...words: unknown[]) => {
    look(bytes.length);
    return Reflect.apply(value, bytes, words) as unknown;
  };
}

/** How many bytes the dissector looks at while these come one by one. */
function looks(dissector: Dissector, bytes: Buffer): number {
  let count = 0;
  const measure: Dissector['measure'] = (there, ...words) =>
    dissector.measure(
      watched(there, (more) => {
        count += more;
      }),
      ...words,
    );
  const scene = new Scene(DEFAULT_BOUNDS, { ...dissector, measure }).opened();
  for (const byte of bytes) scene.read('client', Buffer.of(byte));
  return count;
}

const ENDLESS: ReadonlyArray<readonly [what: string, as: Dissector['name'], start: string, then: string]> = [
  ['a line without an end', 'lines', '', 'x'],
  ['many lines', 'lines', '', 'ola\n'],
  ['a pickle without a STOP', 'pickle', '\x80\x04', 'N0'],
  ['a pickle of many texts', 'pickle', '\x80\x04', '\x8c\x03abc0'],
  ['a line without an end in a pickle', 'pickle', 'V', 'x'],
  ['a pair of lines whose second has no end', 'pickle', `c${'x'.repeat(BYTES / 2)}\n`, 'x'],
  ['a long text in a pickle that was long before', 'pickle', `${'N0'.repeat(BYTES / 4)}X\0\x10\0\0`, 'x.'],
  ['a frame of EC/1', 'ec', 'EC\x01\x07\0\0\0\x01\0\0\xff\xff\0\0\0\0', 'x'],
  ['a message with its length', 'length-prefix', '\0\0\xff\xff', 'x'],
  ['a record of TLS', 'tls', '\x17\x03\x03\x40\0', 'x'],
  ['what nobody knows', 'raw', '', 'x'],
];

for (const [what, as, start, then] of ENDLESS)
  test(`${what}: each byte is looked at a few times, however many there are`, () => {
    const dissector = dissectorNamed(as);
    assert.ok(dissector);
    const text = start + then.repeat(BYTES);
    const count = looks(dissector, Buffer.from(text.slice(0, BYTES), 'latin1'));
    assert.ok(count <= LOOKS_PER_BYTE * BYTES, `${count / BYTES} looks at each of ${BYTES} bytes`);
  });
