/** The CRC-32 that is worked out here is that of zlib, however long the input and wherever it begins. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as zlib from 'node:zlib';
import { crc32 } from '../../protocol/crc32.ts';

const BYTES = Buffer.from(Array.from({ length: 1_000 }, (_, index) => (index * 167 + (index >> 3)) & 0xff));
const FROM_SHORT_TO_LONG = Array.from({ length: 301 }, (_, length) => length);

test('its check value is cbf43926', () => {
  assert.equal(crc32(Buffer.from('123456789'), 0, 9), 0xcbf43926);
});

test('it is that of zlib for every length, short and long, and from every place', () => {
  for (const length of FROM_SHORT_TO_LONG)
    for (const start of [0, 1, 2, 3, 500])
      assert.equal(
        crc32(BYTES, start, start + length),
        zlib.crc32(BYTES.subarray(start, start + length)),
        `${length} bytes from ${start}`,
      );
});

test('it goes on where another ended, wherever the bytes are cut', () => {
  const whole = zlib.crc32(BYTES.subarray(0, 300));
  for (const cut of FROM_SHORT_TO_LONG)
    assert.equal(crc32(BYTES, cut, 300, crc32(BYTES, 0, cut)), whole, `cut at ${cut}`);
});
