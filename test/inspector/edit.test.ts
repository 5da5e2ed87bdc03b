/* oxlint-disable typescript/no-floating-promises -- what test() returns is for subtests */
/** Held frames as text and back: nothing is lost, and what is wrong is wrong on purpose. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { type EditMode, editable, parseEdit } from '../../inspector/edit.ts';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { encodeFrame, type Frame, FrameType, HEADER_BYTES } from '../../protocol/frame.ts';
import { encodeRequest } from '../../protocol/message.ts';
import { printable } from '../../terminal/escape.ts';

const REQUEST = encodeRequest(2, { command: 'ARQUIVO', argument: 'file1.txt' });

function edited(text: string, original: Buffer, mode: EditMode, mend: boolean): Buffer {
  const parsed = parseEdit(text, original, mode, mend);
  assert.ok(parsed.ok, text);
  return parsed.bytes;
}

function decoded(bytes: Buffer): Frame[] {
  const decoder = new FrameDecoder();
  const frames = [...decoder.decode(bytes)];
  decoder.end();
  return frames;
}

test('as text, a frame is its payload', () => {
  assert.equal(editable(REQUEST, 'text'), '["ARQUIVO","file1.txt"]');
});

test('as hex, a frame is all of its bytes, two digits each', () => {
  const ping = encodeFrame({ type: FrameType.PING, id: 1, payload: Buffer.from('oi') });
  assert.match(editable(ping, 'hex'), /^45 43 01 07 00 00 00 01 00 00 00 02 (.. ){4}6f 69$/);
  assert.equal(editable(Buffer.alloc(0), 'hex'), '');
});

for (const message of ['oi\n', 'ECHO this is longer than a header\n', 'EC', 'EC\x01 cut short'])
  test(`${JSON.stringify(message)} is no EC/1 frame: as text it is whole, and nothing is mended`, () => {
    const bytes = Buffer.from(message);
    assert.equal(editable(bytes, 'text'), message.replace('\n', '\\n').replace('\x01', '\\x01'));
    assert.deepEqual(edited(`${editable(bytes, 'text')}!`, bytes, 'text', true), Buffer.from(`${message}!`));
  });

const WRITTEN: ReadonlyArray<readonly [bytes: string, text: string]> = [
  ['0a 0d 09 00', '\\n\\r\\t\\0'],
  ['5c 6e', '\\\\n'],
  ['1b 5b 32 4a 7f', '\\x1b[2J\\x7f'],
  ['c3 a3 f0 9f 99 82', 'ã🙂'],
  ['c3', '\\xc3'],
  ['c3 41 ff fe', '\\xc3A\\xff\\xfe'],
  ['e2 80 ae c2 85', '\\xe2\\x80\\xae\\xc2\\x85'],
  ['ef bb bf 61', '\\xef\\xbb\\xbfa'],
  ['ef bf bd', '\ufffd'],
  ['ed a0 80', '\\xed\\xa0\\x80'],
  ['c0 80', '\\xc0\\x80'],
  ['61 cc 81 cc 81 cc 81 cc 81', 'a\u0301\u0301\u0301\\xcc\\x81'],
];

for (const [hex, text] of WRITTEN)
  test(`the bytes ${hex} are written ${JSON.stringify(text)}, and read back`, () => {
    const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
    assert.equal(editable(bytes, 'text'), text);
    assert.deepEqual(edited(text, bytes, 'text', false), bytes);
  });

const payload = fc.oneof(
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  fc
    .array(fc.constantFrom('\\', '\\\\', 'n', 'x41', '\n', '\0', '0', '\xff', '\u0301', '\u202e', '"', ' '))
    .map((parts) => Buffer.from(parts.join(''), parts.length % 2 ? 'utf8' : 'latin1')),
);
const id = fc.nat(0xffff_ffff);
const frame = fc.record({ type: fc.nat(255), id, payload }).map((parts) => encodeFrame(parts));
/** Also such as are no frame, are cut short, or have any header. */
const anyBytes = fc.oneof(
  payload,
  frame,
  fc.tuple(frame, fc.nat(40)).map(([bytes, end]) => bytes.subarray(0, end)),
  fc
    .tuple(fc.uint8Array({ minLength: 13, maxLength: 13 }), payload)
    .map(([header, rest]) => Buffer.concat([Buffer.from('EC\x01'), header, rest])),
);
const mode = fc.constantFrom<EditMode>('text', 'hex');

test('unedited, any bytes come back as they were', () => {
  fc.assert(
    fc.property(anyBytes, mode, (bytes, mode) => {
      assert.deepEqual(edited(editable(bytes, mode), bytes, mode, false), bytes);
    }),
    { numRuns: 1000 },
  );
});

test('unedited, a right frame comes back as it was even when it is mended', () => {
  fc.assert(
    fc.property(frame, mode, (bytes, mode) => {
      assert.deepEqual(edited(editable(bytes, mode), bytes, mode, true), bytes);
    }),
  );
});

test('what is shown is safe to print', () => {
  fc.assert(
    fc.property(anyBytes, mode, (bytes, mode) => {
      const text = editable(bytes, mode);
      assert.equal(printable(text), text);
    }),
    { numRuns: 1000 },
  );
});

test('a new payload, mended, is a right frame with the old type and id', () => {
  fc.assert(
    fc.property(frame, payload, (original, payload) => {
      const text = editable(encodeFrame({ type: 0, id: 0, payload }), 'text');
      const [{ type, id }] = decoded(original) as [Frame];
      assert.deepEqual(decoded(edited(text, original, 'text', true)), [{ type, id, payload }]);
    }),
  );
});

test('a new payload, not mended, keeps the header as it was: length and checksum are wrong', () => {
  const bytes = edited('["HORA",null]', REQUEST, 'text', false);
  assert.deepEqual(bytes.subarray(0, HEADER_BYTES), REQUEST.subarray(0, HEADER_BYTES));
  assert.equal(bytes.toString('utf8', HEADER_BYTES), '["HORA",null]');
  const same = edited('["ARQUIVO","file2.txt"]', REQUEST, 'text', false);
  assert.throws(() => decoded(same), { code: 'bad-checksum' });
});

test('hex, mended, gets length and checksum right for what was typed', () => {
  const typed = `${editable(REQUEST, 'hex').replace('00 00 00 02', '00 00 00 09').replace('00 00 00 17', 'ff ff ff ff')} 20`;
  const [{ id, payload }] = decoded(edited(typed, REQUEST, 'hex', true)) as [Frame];
  assert.equal(id, 9);
  assert.equal(payload.toString(), '["ARQUIVO","file1.txt"] ');
});

test('hex, not mended, is sent as it was typed', () => {
  const typed = editable(REQUEST, 'hex').replace('00 00 00 17', '00 00 00 18');
  assert.equal(editable(edited(typed, REQUEST, 'hex', false), 'hex'), typed);
});

test('a magic or version made wrong on purpose is, mended, the only thing that is wrong', () => {
  for (const [right, wrong] of [
    ['45 43', '45 44'],
    ['45 43 01', '45 43 02'],
  ] as const) {
    const typed = `${editable(REQUEST, 'hex').replace(right, wrong)} 20`;
    const bytes = edited(typed, REQUEST, 'hex', true);
    assert.equal(editable(bytes, 'hex').slice(0, wrong.length), wrong);
    assert.equal(bytes.readUInt32BE(8), bytes.length - HEADER_BYTES);
    REQUEST.copy(bytes, 0, 0, 3);
    assert.equal(decoded(edited(editable(bytes, 'hex'), bytes, 'hex', true)).length, 1);
  }
});

test('a magic made right is mended too', () => {
  const broken = Buffer.from(REQUEST);
  broken.write('XX', 0);
  const typed = `${editable(broken, 'hex').replace('58 58', '45 43')} 20`;
  assert.equal(decoded(edited(typed, broken, 'hex', true)).length, 1);
});

test('a frame cut to less than a header has nothing to mend', () => {
  for (const typed of ['', '45', '45 43 01 01 00 00 00 02 00 00 00 17 8d 2d 52'])
    assert.equal(editable(edited(typed, REQUEST, 'hex', true), 'hex'), typed);
});

test('hex may be typed with or without spaces, in either case', () => {
  const bytes = Buffer.from([0x45, 0x4f, 0xff]);
  for (const typed of ['45 4f ff', '454FFF', ' 45\n4f  Ff '])
    assert.deepEqual(edited(typed, Buffer.alloc(0), 'hex', false), bytes, typed);
});

const PROBLEMS: ReadonlyArray<readonly [text: string, mode: EditMode, position: number]> = [
  ['45 4', 'hex', 3],
  ['45 4 3', 'hex', 3],
  ['454', 'hex', 2],
  ['45 4g', 'hex', 3],
  ['45 zz', 'hex', 3],
  ['ã', 'hex', 0],
  ['\\', 'text', 0],
  ['oi\\', 'text', 2],
  ['oi\\q', 'text', 2],
  ['oi\\x4', 'text', 2],
  ['oi\\xzz', 'text', 2],
  ['\\n\\"', 'text', 2],
  ['🙂\\\n', 'text', 2],
];

for (const [text, mode, position] of PROBLEMS)
  test(`${JSON.stringify(text)} as ${mode} is wrong at ${position}`, () => {
    const parsed = parseEdit(text, REQUEST, mode, true);
    assert.ok(!parsed.ok);
    assert.equal(parsed.position, position);
    assert.match(parsed.problem.en, /^expected .*two hex digits/);
    assert.match(parsed.problem.pt, /^esperado .*dois dígitos hexadecimais/);
  });

test('whatever is typed gives bytes or a problem inside the text, and leaves the original as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), anyBytes, mode, fc.boolean(), (text, original, mode, mend) => {
      const before = Buffer.from(original);
      const parsed = parseEdit(text, original, mode, mend);
      assert.ok(parsed.ok || (parsed.position >= 0 && parsed.position < text.length));
      assert.deepEqual(original, before);
    }),
  );
});

test('new bytes share no memory with the original', () => {
  const bytes = edited(editable(REQUEST, 'text'), REQUEST, 'text', true);
  const before = Buffer.from(REQUEST);
  bytes.fill(0);
  assert.deepEqual(REQUEST, before);
});
