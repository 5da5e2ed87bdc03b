import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Side } from '../../../inspector/dissect/dissection.ts';
import { ec } from '../../../inspector/dissect/ec.ts';
import { checkHeader, encodeFrame, FrameType } from '../../../protocol/frame.ts';
import {
  encodeBye,
  encodeEnd,
  encodeError,
  encodeFile,
  encodePing,
  encodePong,
  encodeReply,
  encodeRequest,
} from '../../../protocol/message.ts';
import { assertSound, fieldNamed, flatten } from './tiling.ts';

const ARQUIVO = Buffer.from(
  '45 43 01 01 00 00 00 02 00 00 00 17 8d 2d 52 1c 5b 22 41 52 51 55 49 56 4f 22 2c 22 66 69 6c 65 31 2e 74 78 74 22 5d'.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

function frame(type: number, payload: string | Buffer): Buffer {
  return encodeFrame({ type, id: 7, payload: Buffer.from(payload as string) });
}

/** The frame with some bytes of it replaced. */
function patched(bytes: Buffer, offset: number, hex: string): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(hex, offset, 'hex');
  return copy;
}

test('a request is shown field by field, down to the values inside the JSON', () => {
  const dissection = ec.dissect(ARQUIVO, 'client');
  const leaves = flatten(dissection.fields).filter(({ children }) => !children);
  assert.deepEqual(
    leaves.map(({ name, start, end, value, kind }) => [name, start, end, value, kind]),
    [
      ['magic', 0, 2, '"EC"', 'magic'],
      ['version', 2, 3, '1', 'version'],
      ['type', 3, 4, 'REQUEST', 'type'],
      ['id', 4, 8, '2', 'id'],
      ['length', 8, 12, '23', 'length'],
      ['checksum', 12, 16, '= CRC-32', 'checksum'],
      ['JSON', 16, 17, '[', 'payload'],
      ['command', 17, 26, '"ARQUIVO"', 'opcode'],
      ['JSON', 26, 27, ',', 'payload'],
      ['argument', 27, 38, '"file1.txt"', 'text'],
      ['JSON', 38, 39, ']', 'payload'],
    ],
  );
  assert.equal(dissection.broken, false);
});

test('the length is worked out as big-endian, and names its section', () => {
  const { explain, section } = fieldNamed(ec.dissect(ARQUIVO, 'client').fields, 'length');
  assert.match(explain.en, /0·256³ \+ 0·256² \+ 0·256 \+ 23 = 23$/);
  assert.match(explain.pt, /0·256³ \+ 0·256² \+ 0·256 \+ 23 = 23$/);
  assert.equal(section, '3.5');
});

const SHA = 'ab'.repeat(32);
const GOOD: ReadonlyArray<readonly [bytes: Buffer, side: Side, type: string, id: number, info: string]> = [
  [ARQUIVO, 'client', 'REQUEST', 2, 'ARQUIVO file1.txt'],
  [encodeRequest(1, { command: 'HORA', argument: null }), 'client', 'REQUEST', 1, 'HORA'],
  [encodeReply(1, '19:31:07'), 'server', 'REPLY', 1, '"19:31:07"'],
  [encodeReply(3, ['a.txt', 'ação.txt']), 'server', 'REPLY', 3, '["a.txt","ação.txt"]'],
  [encodeReply(3, []), 'server', 'REPLY', 3, '[]'],
  [encodeError(4, 'not-found'), 'server', 'ERROR', 4, 'not-found "Arquivo não encontrado!"'],
  [encodeFile(5, { name: 'file1.txt', size: 23 }), 'server', 'FILE', 5, 'file1.txt size 23'],
  [frame(FrameType.CHUNK, 'olá'), 'server', 'CHUNK', 7, '4 bytes "olá"'],
  [encodeEnd(5, { size: 23, sha256: SHA }), 'server', 'END', 5, `size 23 sha256 ${SHA}`],
  [encodePing(6, Buffer.from('eco')), 'client', 'PING', 6, '"eco"'],
  [encodePong(6, Buffer.from('000102', 'hex')), 'server', 'PONG', 6, '00 01 02'],
  [encodeBye(0), 'server', 'BYE', 0, '"Adeus!"'],
];

for (const [bytes, side, type, id, info] of GOOD) {
  test(`${type} ${info} is right as it stands`, () => {
    const dissection = ec.dissect(bytes, side);
    assert.deepEqual(
      { type: dissection.type, id: dissection.id, length: dissection.length, info: dissection.info },
      { type, id, length: bytes.length - 16, info },
    );
    assert.equal(dissection.broken, false);
    assertSound(ec, bytes, side);
    assert.equal(ec.measure(Buffer.concat([bytes, bytes]), false), bytes.length);
  });

  test(`${type} ${info} is broken when any byte is missing, and sound all the same`, () => {
    for (let length = 1; length < bytes.length; length++) {
      assert.equal(ec.dissect(bytes.subarray(0, length), side).broken, true);
      assertSound(ec, bytes.subarray(0, length), side);
      assert.equal(ec.measure(bytes.subarray(0, length), false), length < 12 ? undefined : bytes.length);
      assert.equal(ec.measure(bytes.subarray(0, length), true), length);
    }
  });
}

const BROKEN: ReadonlyArray<
  readonly [why: string, bytes: Buffer, side: Side, field: string, fault: RegExp, info: RegExp]
> = [
  [
    'a word typed into netcat',
    Buffer.from('oi\n'),
    'client',
    'magic',
    /^bad-magic: 6f 69, expected 45 43 \("EC"\)/,
    /^bad-magic: "oi\\n"$/,
  ],
  ['half a wrong magic', Buffer.from('o'), 'client', 'magic', /^bad-magic: 6f/, /^bad-magic/],
  ['half a magic', Buffer.from('E'), 'client', 'magic', /^truncated: 1 of 2/, /^truncated: 45/],
  [
    'version 2',
    patched(ARQUIVO, 2, '02'),
    'client',
    'version',
    /^bad-version: 2, expected 1/,
    /^bad-version/,
  ],
  [
    'a length of 4 GB',
    patched(ARQUIVO, 8, 'ffffffff'),
    'client',
    'length',
    /^too-long: 4294967295 bytes, expected at most 65536/,
    /^too-long/,
  ],
  [
    'one wrong bit in the payload',
    patched(ARQUIVO, 20, '00'),
    'client',
    'checksum',
    /^bad-checksum: 8d2d521c, expected [0-9a-f]{8}$/,
    /^bad-checksum/,
  ],
  [
    'a type without a meaning',
    frame(77, 'x'),
    'client',
    'type',
    /^unexpected-type: expected 1 to 9/,
    /^unex/,
  ],
  [
    'a FILE from the client',
    encodeFile(1, { name: 'a', size: 1 }),
    'client',
    'type',
    /^unexpected-type: only a server sends FILE/,
    /^unexpected-type: a size 1/,
  ],
  ['a REQUEST from the server', ARQUIVO, 'server', 'type', /only a client sends REQUEST/, /^unexpected-type/],
  [
    'a request that is not JSON',
    frame(FrameType.REQUEST, 'HORA'),
    'client',
    'payload',
    /^bad-request: not JSON in UTF-8; expected \["COMMAND"/,
    /^bad-request: "HORA"$/,
  ],
  [
    'a request that is not UTF-8',
    frame(FrameType.REQUEST, Buffer.from('["\xff",null]', 'latin1')),
    'client',
    'payload',
    /not JSON in UTF-8/,
    /^bad-request/,
  ],
  [
    'a request of another shape',
    frame(FrameType.REQUEST, '{"a":1}'),
    'client',
    'payload',
    /^bad-request: expected/,
    /^bad-request/,
  ],
  ['an empty request', frame(FrameType.REQUEST, ''), 'client', 'payload', /^bad-request/, /^bad-request/],
  [
    'an unknown command',
    frame(FrameType.REQUEST, '["DANÇAR",null]'),
    'client',
    'command',
    /^unknown-command: expected one of CONSULTA/,
    /^unknown-command: DANÇAR/,
  ],
  [
    'a name with a path',
    frame(FrameType.REQUEST, '["ARQUIVO","../x"]'),
    'client',
    'argument',
    /^bad-argument: reserved-character/,
    /^bad-argument: ARQUIVO/,
  ],
  [
    'an argument too many',
    frame(FrameType.REQUEST, '["HORA","x"]'),
    'client',
    'argument',
    /^bad-argument: HORA takes null/,
    /^bad-argument/,
  ],
  [
    'an empty CHUNK',
    frame(FrameType.CHUNK, ''),
    'server',
    'payload',
    /expected 1 to 65536 bytes/,
    /^bad-answer/,
  ],
  [
    'an END without a digest',
    frame(FrameType.END, '{"size":1,"sha256":"AB"}'),
    'server',
    'payload',
    /^bad-answer: expected/,
    /^bad-answer/,
  ],
  ['bytes after the frame', Buffer.concat([ARQUIVO, ARQUIVO]), 'client', '?', /after the end/, /^ARQUIVO/],
];

for (const [why, bytes, side, field, fault, info] of BROKEN) {
  test(`${why} is shown at the field ${field}, with what was expected`, () => {
    const dissection = ec.dissect(bytes, side);
    assert.equal(dissection.broken, true);
    assert.match(fieldNamed(dissection.fields, field).fault?.en ?? '', fault);
    assert.match(dissection.info, info);
    assertSound(ec, bytes, side);
  });
}

test('after bytes that cannot be trusted everything that is there is one message', () => {
  for (const bytes of [Buffer.from('oi\n'), patched(ARQUIVO, 2, '02'), patched(ARQUIVO, 8, 'ffffffff')])
    assert.equal(ec.measure(bytes, false), bytes.length);
});

test('bytes are trusted just when checkHeader finds nothing wrong with them', () => {
  const magic = fc.constantFrom('4543', '4544', '0043');
  const version = fc.constantFrom('01', '02');
  const length = fc.constantFrom(0, 7, 0xffff, 0x1_0000, 0x1_0001, 0xffff_ffff);
  fc.assert(
    fc.property(magic, version, length, fc.nat(16), (magicHex, versionHex, payload, end) => {
      const hex = `${magicHex}${versionHex}0100000001${payload.toString(16).padStart(8, '0')}00000000`;
      const bytes = Buffer.from(hex, 'hex').subarray(0, end);
      const whole = end < 12 ? undefined : 16 + payload;
      assert.equal(ec.measure(bytes, false), isRight(bytes) ? whole : bytes.length);
    }),
    { numRuns: 500 },
  );
});

function isRight(bytes: Buffer): boolean {
  try {
    checkHeader(bytes, bytes.length);
    return true;
  } catch {
    return false;
  }
}

test('a wrong checksum does not move the end of the frame', () => {
  const wrong = patched(ARQUIVO, 12, '00000000');
  assert.equal(ec.measure(Buffer.concat([wrong, ARQUIVO]), false), wrong.length);
});

test('a member that EC/1 does not know is shown as ignored, keys like __proto__ too', () => {
  const bytes = frame(FrameType.FILE, '{"name":"a","size":1,"__proto__":{"x":[1,2]}}');
  const { fields, broken } = ec.dissect(bytes, 'server');
  assert.equal(fieldNamed(fields, '__proto__').value, '{"x":[1,2]}');
  assert.match(fieldNamed(fields, '__proto__').explain.en, /ignored/);
  assert.equal(broken, false);
});

test('JSON that nests as deeply as a frame allows is shown', () => {
  const depth = 32_000;
  assertSound(ec, frame(FrameType.REQUEST, '['.repeat(depth) + ']'.repeat(depth)), 'client');
});

test('every section that a field names stands in PROTOCOL.md, a payload under the name of its type', () => {
  const document = readFileSync(new URL('../../../PROTOCOL.md', import.meta.url), 'utf8');
  for (const [bytes, side, type] of GOOD) {
    const { fields } = ec.dissect(bytes, side);
    for (const { section } of flatten(fields))
      if (section) assert.match(document, new RegExp(`^#+ ${section.replace('.', '\\.')} `, 'm'));
    assert.ok(document.includes(`\n### ${fieldNamed(fields, 'payload').section} ${type}\n`));
  }
});

test('escape sequences in a name are shown, not sent to the terminal', () => {
  const bytes = encodeRequest(1, { command: 'ARQUIVO', argument: '\x1b[2J\u202etxt.exe' });
  assertSound(ec, bytes, 'client');
  assert.match(ec.dissect(bytes, 'client').info, /\\x1b\[2J\\u\{202e\}/);
});

test('magic and version are recognised, less of them waits, a word that begins with the magic is something else', () => {
  const cases: ReadonlyArray<readonly [string, boolean | undefined]> = [
    ['', undefined],
    ['E', undefined],
    ['EC', undefined],
    ['EC\x01', true],
    ['EC\x02', true],
    ['ECHO\n', false],
    ['EX', false],
    ['oi', false],
  ];
  for (const [text, verdict] of cases)
    assert.equal(ec.recognises(Buffer.from(text, 'latin1')), verdict, text);
});

test('of a list with very many values the first are shown one by one, the others as one field', () => {
  const names = Array.from({ length: 20_000 }, (_, number) => `${number % 10}`);
  const message = frame(FrameType.REPLY, JSON.stringify(names).replaceAll('"', ''));
  const { fields } = ec.dissect(message, 'server');
  const values = fieldNamed(fields, 'payload').children ?? [];
  assert.ok(values.length <= 5_001, `${values.length} fields`);
  assert.equal(values.at(-1)?.name, '…');
  assertSound(ec, message, 'server');
});
