import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Dissector, noProgress, type Side } from '../../../inspector/dissect/dissection.ts';
import { DISSECTORS, dissectorNamed, recognise } from '../../../inspector/dissect/dissectors.ts';
import { lines } from '../../../inspector/dissect/lines.ts';
import { pickle } from '../../../inspector/dissect/pickle.ts';
import { raw } from '../../../inspector/dissect/raw.ts';
import { encodeEnd, encodeError, encodeFile, encodeReply, encodeRequest } from '../../../protocol/message.ts';
import { PICKLES } from './pickle-vectors.ts';
import { assertSound } from './tiling.ts';

const RECOGNISED: ReadonlyArray<readonly [bytes: string, name: string | undefined]> = [
  ['', undefined],
  ['E', undefined],
  ['EC', undefined],
  ['EC\x01', 'ec'],
  ['ECHO\n', 'lines'],
  ['\x16\x03\x01', 'tls'],
  ['\x80', undefined],
  ['\x80\x04\x95', 'pickle'],
  ['\x80\x09', 'raw'],
  ['(lp0\nVHORA\np1\naNa.', 'pickle'],
  ['(lp', undefined],
  ['K2.', undefined],
  ['Voltei.\n', undefined],
  ['Voltei.\nHORA\n', 'lines'],
  ['\0\0', undefined],
  ['\0\0\0\x04HORA', 'length-prefix'],
  ['\0\0\0\0', 'raw'],
  ['\0\x01', 'raw'],
  ['HORA\n', 'lines'],
  ['GET / HTTP/1.1\r\n', 'lines'],
  ['ol\xc3\xa1\n', 'lines'],
  ['ol\xc3', undefined],
  ['HORA', undefined],
  ['Servidor online 24 horas', undefined],
  ['Servidor online 24 horas '.repeat(41), 'raw'],
  ['\x1b[2J\n', 'raw'],
  ['caf\xe9\n', 'raw'],
  ['HORA\ncaf\xe9\n', 'lines'],
  ['FILE 3\n\0\x01\x02', 'lines'],
  ['\n', undefined],
  ['\r\nHORA\n', 'lines'],
  ['\n\x05\x1a\x03', 'raw'],
  ['\xff\xfe', 'raw'],
];

for (const [text, name] of RECOGNISED) {
  test(`${JSON.stringify(text)} is ${name ?? 'not yet known'}`, () => {
    assert.equal(recognise(Buffer.from(text, 'latin1'))?.name, name);
  });
}

test('when nothing more will come, what is not known is raw', () => {
  for (const text of ['E', 'HORA', '\x80', '\0\0'])
    assert.equal(recognise(Buffer.from(text, 'latin1'), true)?.name, 'raw');
});

test('after 16 bytes of anything nobody is waited for but lines and pickles, and after 1024 bytes not they', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 64 }), (some) => {
      for (const dissector of DISSECTORS.filter((each) => each !== lines && each !== pickle))
        assert.notEqual(dissector.recognises(Buffer.from(some)), undefined);
    }),
  );
  for (const text of ['a', 'V']) {
    assert.equal(recognise(Buffer.alloc(1_023, text)), undefined);
    assert.equal(recognise(Buffer.alloc(1_024, text))?.name, 'raw');
  }
});

test('each dissector is found by its name, and no other name finds one', () => {
  for (const dissector of DISSECTORS) assert.equal(dissectorNamed(dissector.name), dissector);
  assert.equal(dissectorNamed('morse'), undefined);
});

test('raw takes each read as it came', () => {
  const { type, fields, info } = raw.dissect(Buffer.from('HORALISTAR'), 'client');
  assert.deepEqual([type, fields.length, info], ['read', 1, '"HORALISTAR"']);
});

/**
 * The complete messages at the start of `bytes`, and what is left over. They are slices, not copies.
 * `ended`: nothing follows any more, so an incomplete message is given too and nothing is left.
 */
function cut(dissector: Dissector, bytes: Buffer, ended: boolean): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const length = dissector.measure(rest, ended);
    if (length === undefined || length > rest.length) break;
    messages.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return { messages, rest };
}

test('a stream is cut into its messages and a rest', () => {
  const [hora, arquivo] = [
    encodeRequest(1, { command: 'HORA', argument: null }),
    encodeRequest(2, { command: 'ARQUIVO', argument: 'file1.txt' }),
  ];
  const ec = dissectorNamed('ec') ?? raw;
  const stream = Buffer.concat([hora, arquivo, hora.subarray(0, 20)]);
  assert.deepEqual(cut(ec, stream, false), { messages: [hora, arquivo], rest: hora.subarray(0, 20) });
  assert.deepEqual(cut(ec, stream, true).messages.at(-1), hora.subarray(0, 20));
});

/** Real messages of every format, to be damaged. */
const VECTORS: readonly Buffer[] = [
  encodeRequest(2, { command: 'ARQUIVO', argument: 'file1.txt' }),
  encodeReply(3, ['file1.txt', 'acentuação.txt']),
  encodeError(4, 'not-found'),
  encodeFile(5, { name: 'file1.txt', size: 23 }),
  encodeEnd(5, { size: 23, sha256: 'ab'.repeat(32) }),
  Buffer.from('\0\0\0\x04HORA'),
  Buffer.from('HORA\r\nolá\n'),
  Buffer.from('1603010008010000040303aabb', 'hex'),
  ...PICKLES.map(({ hex }) => Buffer.from(hex, 'hex')),
];

const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
const damaged = fc
  .record({
    vector: fc.constantFrom(...VECTORS),
    changes: fc.array(fc.record({ at: fc.nat(), to: fc.nat(255) }), { maxLength: 4 }),
    end: fc.nat(),
    surplus: fc.uint8Array({ maxLength: 8 }),
  })
  .map(({ vector, changes, end, surplus }) => {
    const bytes = Buffer.from(vector);
    for (const { at, to } of changes) bytes[at % bytes.length] = to;
    return Buffer.concat([bytes.subarray(0, 1 + (end % bytes.length)), surplus]);
  });
const side = fc.constantFrom<Side[]>('client', 'server');

const BEGINNINGS = [...VECTORS, ...RECOGNISED.map(([text]) => Buffer.from(text, 'latin1'))];
const beginning = fc
  .tuple(fc.oneof(fc.constantFrom(...BEGINNINGS), damaged), fc.oneof(anyBytes, damaged))
  .map((parts) => Buffer.concat(parts));

test('what a connection speaks does not depend on how its first bytes were cut', () => {
  fc.assert(
    fc.property(beginning, fc.nat(), (bytes, cutAt) => {
      const early = recognise(bytes.subarray(0, cutAt % (bytes.length + 1)));
      if (early) assert.equal(recognise(bytes), early);
    }),
    { numRuns: 5000 },
  );
});

for (const dissector of DISSECTORS) {
  test(`${dissector.name}: any bytes give fields that cover each byte once, in order and escaped`, () => {
    fc.assert(fc.property(anyBytes, side, (bytes, from) => assertSound(dissector, bytes, from)));
  });

  test(`${dissector.name}: so do real messages that were damaged`, () => {
    fc.assert(
      fc.property(damaged, side, (bytes, from) => assertSound(dissector, bytes, from)),
      { numRuns: 1000 },
    );
  });

  test(`${dissector.name}: measuring always gets on, and at the end leaves nothing`, () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, damaged), (bytes) => {
        if (bytes.length === 0) return;
        assert.ok((dissector.measure(bytes, false) ?? 1) >= 1);
        const length = dissector.measure(bytes, true) ?? 0;
        assert.ok(length >= 1 && length <= bytes.length);
        const { messages, rest } = cut(dissector, bytes, true);
        assert.equal(rest.length, 0);
        assert.deepEqual(Buffer.concat(messages), bytes);
      }),
      { numRuns: 500 },
    );
  });

  test(`${dissector.name}: what was said of the first bytes stays, whatever follows and however it is cut`, () => {
    fc.assert(
      fc.property(beginning, fc.nat(), (bytes, cutAt) => {
        const early = dissector.recognises(bytes.subarray(0, cutAt % (bytes.length + 1)));
        if (early !== undefined) assert.equal(dissector.recognises(bytes), early);
      }),
      { numRuns: 2000 },
    );
  });

  test(`${dissector.name}: measures from any place as from the beginning`, () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, damaged), anyBytes, fc.boolean(), (bytes, before, ended) => {
        const all = Buffer.concat([before, bytes]);
        assert.equal(dissector.measure(all, ended, before.length), dissector.measure(bytes, ended));
      }),
    );
  });

  test(`${dissector.name}: measures a message that comes in pieces as if it looked at all of it each time`, () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, damaged), fc.array(fc.nat()), (bytes, cuts) => {
        const progress = noProgress();
        const ends = cuts.map((cutAt) => cutAt % (bytes.length + 1)).sort((a, b) => a - b);
        for (const end of [...ends, bytes.length]) {
          const there = bytes.subarray(0, end);
          const length = dissector.measure(there, false, 0, progress);
          assert.equal(length, dissector.measure(there, false));
          if (length !== undefined) return;
        }
      }),
    );
  });

  test(`${dissector.name}: recognising never throws`, () => {
    fc.assert(fc.property(fc.oneof(anyBytes, damaged), (bytes) => void dissector.recognises(bytes)));
  });
}
