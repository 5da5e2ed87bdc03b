/** One frame: its bytes, its limits, and how its header is judged (PROTOCOL.md §3). */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkChecksum,
  checkHeader,
  checksum,
  decodeHeader,
  encodeFrame,
  encodeFrameInto,
  encodeHeader,
  FrameType,
  HEADER_BYTES,
} from '../../protocol/frame.ts';
import { frameExamples, hex } from './protocol-md.ts';

const NOTHING = Buffer.alloc(0);

for (const { caption, typeName, id, payload, bytes } of frameExamples) {
  const type = FrameType[typeName as keyof typeof FrameType];

  test(`encodes to the bytes of PROTOCOL.md: ${caption}`, () => {
    assert.equal(encodeFrame({ type, id, payload }).toString('hex'), bytes.toString('hex'));
  });

  test(`the header alone is the first row: ${caption}`, () => {
    const header = encodeHeader({ type, id, payload });
    assert.equal(header.toString('hex'), bytes.toString('hex', 0, HEADER_BYTES));
  });

  test(`the header reads as the caption says: ${caption}`, () => {
    const header = bytes.subarray(0, HEADER_BYTES);
    const announced = bytes.readUInt32BE(12);
    assert.deepEqual(decodeHeader(header), { type, id, length: payload.length, checksum: announced });
    assert.doesNotThrow(() => checkHeader(header, HEADER_BYTES));
    assert.doesNotThrow(() => checkChecksum(header, payload));
  });
}

test('integers are big-endian', () => {
  const header = encodeHeader({ type: 7, id: 0x01020304, payload: Buffer.alloc(0x0506) });
  assert.equal(header.toString('hex', 0, 12), '45430107' + '01020304' + '00000506');
});

test('every type and id that fits its field can be sent', () => {
  const bytes = encodeFrame({ type: 0xff, id: 0xffffffff, payload: NOTHING });
  assert.equal(bytes.toString('hex', 0, 12), '454301ff' + 'ffffffff' + '00000000');
});

for (const [what, type, id] of [
  ['type 256', 256, 1],
  ['type -1', -1, 1],
  ['id 4294967296', 7, 2 ** 32],
  ['id -1', 7, -1],
] as const)
  test(`${what} does not fit: that is the caller’s mistake, a RangeError`, () => {
    assert.throws(() => encodeFrame({ type, id, payload: NOTHING }), {
      name: 'RangeError',
      message: `a frame holds a type of 8 bits, an id of 32 and 65536 bytes, not type ${type}, id ${id} and 0 bytes`,
    });
  });

test('a payload of 65,536 bytes can be sent', () => {
  const bytes = encodeFrame({ type: FrameType.CHUNK, id: 1, payload: Buffer.alloc(65_536) });
  assert.equal(bytes.length, 16 + 65_536);
  assert.equal(bytes.toString('hex', 8, 12), '00010000');
});

test('a payload of 65,537 bytes cannot be sent', () => {
  const frame = { type: FrameType.CHUNK, id: 1, payload: Buffer.alloc(65_537) };
  assert.throws(() => encodeFrame(frame), RangeError);
  assert.throws(() => encodeHeader(frame), RangeError);
});

test('a frame is written into the middle of other bytes, and changes none of those', () => {
  const bytes = Buffer.alloc(40, 0xaa);
  assert.equal(encodeFrameInto(bytes, 11, { type: 7, id: 1, payload: Buffer.from('oi') }), 18);
  const frame = encodeFrame({ type: 7, id: 1, payload: Buffer.from('oi') });
  assert.deepEqual(bytes, Buffer.concat([Buffer.alloc(11, 0xaa), frame, Buffer.alloc(11, 0xaa)]));
});

test('the checksum is the CRC-32 of zlib: its check value is cbf43926', () => {
  assert.equal(checksum(Buffer.from('123456789'), NOTHING), 0xcbf43926);
  assert.equal(checksum(Buffer.from('1234'), Buffer.from('56789')), 0xcbf43926);
});

test('the checksum leaves out its own four bytes', () => {
  const header = hex('45 43 01 07 00 00 00 07 00 00 00 00 a5 3c a3 86');
  const other = hex('45 43 01 07 00 00 00 07 00 00 00 00 ff ff ff ff');
  assert.equal(checksum(header, NOTHING), 0xa53ca386);
  assert.equal(checksum(other, NOTHING), 0xa53ca386);
});

test('a wrong checksum is refused, and the log says both numbers with all their digits', () => {
  const header = hex('45 43 01 07 00 00 00 07 00 00 00 00 00 00 00 0f');
  assert.throws(() => checkChecksum(header, NOTHING), {
    name: 'ProtocolError',
    code: 'bad-checksum',
    detail: 'header says 0000000f, bytes give a53ca386',
  });
});

for (const [code, detail, bytes] of [
  ['bad-magic', 'expected 45 43 ("EC"), got 6f', '6f'],
  ['bad-magic', 'expected 45 43 ("EC"), got 43', '43'],
  ['bad-magic', 'expected 45 43 ("EC"), got 4544', '45 44'],
  ['bad-magic', 'expected 45 43 ("EC"), got 6f69', '6f 69 0a'],
  ['bad-version', 'expected 1, got 0', '45 43 00'],
  ['bad-version', 'expected 1, got 72', '45 43 48'],
  ['too-long', 'at most 65536 bytes, not 65537', '45 43 01 05 00 00 00 01 00 01 00 01'],
  ['too-long', 'at most 65536 bytes, not 4294967295', '45 43 01 05 00 00 00 01 ff ff ff ff'],
] as const)
  test(`a header that begins ${bytes} is ${code}`, () => {
    const begun = hex(bytes);
    const header = Buffer.concat([begun, Buffer.alloc(HEADER_BYTES - begun.length)]);
    assert.throws(() => checkHeader(header, begun.length), { name: 'ProtocolError', code, detail });
  });

test('magic is judged before version, version before length', () => {
  const allWrong = hex('45 44 02 01 00 00 00 01 ff ff ff ff 00 00 00 00');
  assert.throws(() => checkHeader(allWrong, HEADER_BYTES), { code: 'bad-magic' });
  allWrong.write('EC');
  assert.throws(() => checkHeader(allWrong, HEADER_BYTES), { code: 'bad-version' });
  allWrong.writeUInt8(1, 2);
  assert.throws(() => checkHeader(allWrong, HEADER_BYTES), { code: 'too-long' });
});

test('bytes of the header that are not there yet are not judged', () => {
  const right = hex('45 43 01 05 00 00 00 01 00 01 00 00 00 00 00 00');
  for (let have = 0; have <= HEADER_BYTES; have += 1) {
    const header = Buffer.alloc(HEADER_BYTES, 0xff);
    right.copy(header, 0, 0, have);
    assert.doesNotThrow(() => checkHeader(header, have), `after ${have} bytes`);
  }
});

test('neither an unknown type nor any id is a broken header', () => {
  for (const bytes of [
    '45 43 01 00 00 00 00 00 00 00 00 00 00 00 00 00',
    '45 43 01 ff ff ff ff ff 00 00 00 00 00 00 00 00',
  ])
    assert.doesNotThrow(() => checkHeader(hex(bytes), HEADER_BYTES), bytes);
});
