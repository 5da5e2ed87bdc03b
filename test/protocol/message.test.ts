/** What payloads mean: values to bytes and back, and what is refused (PROTOCOL.md §2.1 and §4). */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ERRORS, type ErrorCode, ProtocolError } from '../../protocol/error.ts';
import {
  encodeBye,
  encodeEnd,
  encodeError,
  encodeFile,
  encodePing,
  encodePong,
  encodeReply,
  encodeRequest,
  parseBye,
  parseEnd,
  parseError,
  parseFile,
  parseReply,
  parseRequest,
} from '../../protocol/message.ts';
import { frameExamples, hex } from './protocol-md.ts';

const HEADER_BYTES = 16;
const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** From a payload to the whole frame again, by way of the value that it stands for. */
const throughValue: Readonly<Record<string, (id: number, payload: Buffer) => Buffer>> = {
  REQUEST: (id, payload) => encodeRequest(id, parseRequest(payload)),
  REPLY: (id, payload) => encodeReply(id, parseReply(payload)),
  ERROR: (id, payload) => encodeError(id, parseError(payload).code as ErrorCode),
  FILE: (id, payload) => encodeFile(id, parseFile(payload)),
  END: (id, payload) => encodeEnd(id, parseEnd(payload)),
  PING: encodePing,
  PONG: encodePong,
  BYE: (id, payload) => (parseBye(payload) === 'Adeus!' ? encodeBye(id) : payload),
};

for (const { caption, typeName, id, payload, bytes } of frameExamples) {
  const again = throughValue[typeName];
  if (again)
    test(`parsed and encoded again, gives the bytes of PROTOCOL.md: ${caption}`, () => {
      assert.equal(again(id, payload).toString('hex'), bytes.toString('hex'));
    });
}

/** Each parser, the code that it throws, and a payload that it takes. */
const PARSERS = [
  { name: 'REQUEST', parse: parseRequest, code: 'bad-request', good: '["HORA",null]' },
  { name: 'REPLY', parse: parseReply, code: 'bad-answer', good: '"19:31:07"' },
  { name: 'ERROR', parse: parseError, code: 'bad-answer', good: '{"code":"x","message":"y"}' },
  { name: 'FILE', parse: parseFile, code: 'bad-answer', good: '{"name":"a","size":1}' },
  { name: 'END', parse: parseEnd, code: 'bad-answer', good: `{"size":0,"sha256":"${SHA256}"}` },
  { name: 'BYE', parse: parseBye, code: 'bad-answer', good: '"Adeus!"' },
] as const;

function payloadOf(frame: Buffer): string {
  return frame.toString('utf8', HEADER_BYTES);
}

test('a REQUEST is sent as [command, argument], compact', () => {
  assert.equal(
    payloadOf(encodeRequest(1, { argument: 'a b.txt', command: 'ARQUIVO' })),
    '["ARQUIVO","a b.txt"]',
  );
  assert.equal(payloadOf(encodeRequest(1, { argument: null, command: 'HORA' })), '["HORA",null]');
});

test('keys are sent in the order of PROTOCOL.md, whatever the order of the value', () => {
  assert.equal(payloadOf(encodeFile(1, { size: 3, name: 'a' })), '{"name":"a","size":3}');
  assert.equal(payloadOf(encodeEnd(1, { sha256: SHA256, size: 0 })), `{"size":0,"sha256":"${SHA256}"}`);
});

test('keys that a value has too many are not sent', () => {
  const file = { name: 'a', size: 3, path: '/home/aluna/a' };
  assert.equal(payloadOf(encodeFile(1, file)), '{"name":"a","size":3}');
});

for (const [code, { message }] of Object.entries(ERRORS))
  test(`ERROR ${code} is sent with its fixed message`, () => {
    const payload = payloadOf(encodeError(0, code as ErrorCode));
    assert.equal(payload, `{"code":"${code}","message":"${message}"}`);
    assert.deepEqual(parseError(Buffer.from(payload)), { code, message });
  });

test('what is not ASCII is sent as UTF-8, not as an escape', () => {
  assert.equal(encodeReply(1, 'é').toString('hex', HEADER_BYTES), '22' + 'c3a9' + '22');
});

test('a REPLY that does not fit a frame is the caller’s mistake, a RangeError', () => {
  assert.equal(encodeReply(1, 'a'.repeat(65_534)).length, HEADER_BYTES + 65_536);
  assert.throws(() => encodeReply(1, 'a'.repeat(65_535)), RangeError);
});

test('a payload of 65,536 bytes is parsed', () => {
  const text = 'a'.repeat(65_534);
  assert.equal(parseReply(Buffer.from(`"${text}"`)), text);
});

test('an ERROR with a code that nobody knows yet is parsed', () => {
  const payload = Buffer.from('{"code":"tea-pot","message":"Sou um bule."}');
  assert.deepEqual(parseError(payload), { code: 'tea-pot', message: 'Sou um bule.' });
});

test('unknown keys are ignored, and do not come out', () => {
  const file = '{"mode":493,"name":"a","size":3,"owner":{"name":"b","size":[4]}}';
  assert.deepEqual(parseFile(Buffer.from(file)), { name: 'a', size: 3 });
  const error = '{"code":"x","message":"y","fatal":true}';
  assert.deepEqual(parseError(Buffer.from(error)), { code: 'x', message: 'y' });
  const end = `{"size":0,"sha256":"${SHA256}","md5":""}`;
  assert.deepEqual(parseEnd(Buffer.from(end)), { size: 0, sha256: SHA256 });
});

test('another order of keys, white space and escapes are taken', () => {
  assert.deepEqual(parseFile(Buffer.from('\t{ "size" : 3 ,\r\n "name" : "\\u0061" } ')), {
    name: 'a',
    size: 3,
  });
  assert.deepEqual(parseRequest(Buffer.from(' [ "HORA" , null ] ')), { command: 'HORA', argument: null });
});

test('a whole surrogate pair is taken, as bytes and as an escape', () => {
  assert.equal(parseReply(hex('22 f0 9f 99 82 22')), '🙂');
  assert.equal(parseReply(Buffer.from('"\\ud83d\\ude42"')), '🙂');
});

test('a byte order mark inside a string is a character like others', () => {
  assert.equal(parseReply(hex('22 ef bb bf 22')), '\ufeff');
});

test('a REQUEST may hold any two strings: what they mean is asked later', () => {
  assert.deepEqual(parseRequest(Buffer.from('["",""]')), { command: '', argument: '' });
  assert.deepEqual(parseRequest(Buffer.from('["__proto__","../x"]')), {
    command: '__proto__',
    argument: '../x',
  });
});

const NO_JSON = [
  ['nothing', ''],
  ['white space', '20 0a'],
  ['a byte order mark', 'ef bb bf'],
  ['half an array', '5b 22 48 4f 52 41 22'],
  ['a zero byte', '00'],
  ['the byte ff', 'ff'],
  ['a string with the byte ff', '22 ff 22'],
  ['a string with half a letter', '22 c3 22'],
  ['a string with an overlong /', '22 c0 af 22'],
  ['a string with a surrogate, ed a0 80', '22 ed a0 80 22'],
  ['a string with a line break', '22 0a 22'],
  ['a pickle', '80 04 95 0a 00 00 00 00 00 00 00 5d 94 28 8c 04 48 4f 52 41 94 4e 65 2e'],
] as const;

for (const { name, parse, code, good } of PARSERS) {
  test(`${name}: ${good} is taken`, () => {
    assert.doesNotThrow(() => parse(Buffer.from(good)));
  });

  for (const [what, bytes] of NO_JSON)
    test(`${name}: ${what} is ${code}`, () => {
      assert.throws(() => parse(hex(bytes)), { name: 'ProtocolError', code });
    });

  test(`${name}: what would be taken is ${code} behind a byte order mark`, () => {
    assert.throws(() => parse(Buffer.concat([hex('ef bb bf'), Buffer.from(good)])), { code });
  });

  test(`${name}: what would be taken is ${code} with anything behind it`, () => {
    assert.throws(() => parse(Buffer.from(`${good}x`)), { code });
    assert.throws(() => parse(Buffer.from(`${good}\0`)), { code });
  });

  test(`${name}: 32,768 brackets inside one another are ${code}, not a crash`, () => {
    assert.throws(() => parse(Buffer.from('['.repeat(32_768) + ']'.repeat(32_768))), {
      name: 'ProtocolError',
      code,
    });
  });

  for (const value of ['null', 'true', '0', '{}', '[]', '[[]]', '[null]', '{"0":"HORA","1":null,"length":2}'])
    if (!(name === 'REPLY' && value === '[]'))
      test(`${name}: ${value} is ${code}`, () => {
        assert.throws(() => parse(Buffer.from(value)), { name: 'ProtocolError', code });
      });
}

const WRONG_SHAPES = {
  REQUEST: [
    '"HORA"',
    '["HORA"]',
    '["HORA",null,null]',
    '[null,null]',
    '[1,null]',
    '["HORA",1]',
    '["HORA",false]',
    '["HORA",["x"]]',
    '["HORA",{}]',
    '["\\ud800",null]',
    '["ARQUIVO","\\udfff.txt"]',
    '["ARQUIVO","\\uDFFF.txt"]',
  ],
  REPLY: [
    '["a",1]',
    '["a",null]',
    '[["a"]]',
    '{"0":"a"}',
    '"\\ud800"',
    '"\\uD800"',
    '["a","\\uDC00"]',
    '["a","\\udc00\\ud800"]',
  ],
  ERROR: [
    '{"code":"x"}',
    '{"message":"y"}',
    '{"code":1,"message":"y"}',
    '{"code":"x","message":null}',
    '["x","y"]',
    '{"__proto__":{"code":"x","message":"y"}}',
    '{"code":"\\ud800","message":"y"}',
    '{"code":"x","message":"y","z":"\\ud800"}',
    '{"code":"x","message":"y","\\ud800":1}',
    '{"code":"x","message":"y","z":{"\\udc00":1}}',
  ],
  FILE: [
    '{"name":"a"}',
    '{"size":1}',
    '{"name":1,"size":1}',
    '{"name":"a","size":"1"}',
    '{"name":"a","size":-1}',
    '{"name":"a","size":0.5}',
    '{"name":"a","size":1e400}',
    '{"name":"a","size":9007199254740992}',
    '{"name":"a","size":null}',
    '{"name":"\\ud800","size":1}',
  ],
  END: [
    '{"size":0}',
    `{"sha256":"${SHA256}"}`,
    `{"size":-1,"sha256":"${SHA256}"}`,
    `{"size":0,"sha256":"${SHA256.toUpperCase()}"}`,
    `{"size":0,"sha256":"${SHA256.slice(1)}"}`,
    `{"size":0,"sha256":"${SHA256}0"}`,
    `{"size":0,"sha256":"${SHA256}\\n"}`,
    '{"size":0,"sha256":0}',
  ],
  BYE: ['["Adeus!"]', '"\\ud800"'],
};

for (const { name, parse, code } of PARSERS)
  for (const payload of WRONG_SHAPES[name])
    test(`${name}: ${payload} is ${code}`, () => {
      assert.throws(() => parse(Buffer.from(payload)), { name: 'ProtocolError', code });
    });

test('a size may be as large as JavaScript counts without gaps', () => {
  const payload = Buffer.from('{"name":"a","size":9007199254740991}');
  assert.equal(parseFile(payload).size, 2 ** 53 - 1);
});

for (const innermost of ['', '"a"', '"\\u0061"'])
  test(`brackets around ${innermost || 'nothing'} under an unknown key are ignored or bad-answer, never a crash`, () => {
    const deep = '['.repeat(32_000) + innermost + ']'.repeat(32_000);
    const { failure } = attempt(parseError, Buffer.from(`{"code":"x","message":"y","z":${deep}}`));
    assert.ok(failure === undefined || failure === 'bad-answer', String(failure));
  });

test('the detail of a refusal says what was expected', () => {
  for (const [payload, detail] of [
    ['["HORA"]', 'expected [command, argument]'],
    ['[1,null]', 'the command is not a string'],
    ['["HORA",1]', 'the argument is neither a string nor null'],
  ] as const)
    assert.throws(() => parseRequest(Buffer.from(payload)), { detail });
  assert.throws(() => parseRequest(hex('ff')), { detail: 'not UTF-8' });
  assert.throws(() => parseRequest(Buffer.from('"\\ud800"')), { detail: 'not JSON: lone surrogate' });
});

test('the character that stands for bytes that are not UTF-8 may be sent like any other', () => {
  const request = { command: 'ARQUIVO', argument: 'a\ufffdb' };
  assert.deepEqual(parseRequest(encodeRequest(1, request).subarray(HEADER_BYTES)), request);
});

const text = fc.string({ unit: 'binary', maxLength: 300 });
const anyId = fc.nat({ max: 0xffffffff });
const size = fc.maxSafeNat();
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);

function record<Value>(fields: { [Key in keyof Value]: fc.Arbitrary<Value[Key]> }): fc.Arbitrary<Value> {
  return fc.record(fields, { noNullPrototype: true });
}

function comesBack<Value>(
  name: string,
  values: fc.Arbitrary<Value>,
  encode: (id: number, value: Value) => Buffer,
  parse: (payload: Buffer) => Value,
): void {
  test(`every ${name} comes back as it was sent, under its id`, () => {
    fc.assert(
      fc.property(anyId, values, (id, value) => {
        const frame = encode(id, value);
        assert.equal(frame.readUInt32BE(4), id);
        assert.deepEqual(parse(frame.subarray(HEADER_BYTES)), value);
      }),
    );
  });
}

comesBack('REQUEST', record({ command: text, argument: fc.option(text) }), encodeRequest, parseRequest);
comesBack('REPLY', fc.oneof(text, fc.array(text)), encodeReply, parseReply);
comesBack('FILE', record({ name: text, size }), encodeFile, parseFile);
comesBack('END', record({ size, sha256 }), encodeEnd, parseEnd);

test('PING and PONG carry any id and any bytes, untouched', () => {
  fc.assert(
    fc.property(anyId, fc.uint8Array({ maxLength: 1000 }), (id, bytes) => {
      for (const encode of [encodePing, encodePong]) {
        const frame = encode(id, Buffer.from(bytes));
        assert.equal(frame.readUInt32BE(4), id);
        assert.deepEqual(frame.subarray(HEADER_BYTES), Buffer.from(bytes));
      }
    }),
  );
});

const anyPayload = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((json) => Buffer.from(json)),
  fc.string({ unit: fc.constantFrom(...'[]{}",:\\u0d8 null1e') }).map((json) => Buffer.from(json)),
);

for (const { name, parse, code } of PARSERS)
  test(`whatever the payload, ${name} is parsed or refused with ${code}`, () => {
    fc.assert(
      fc.property(anyPayload, (payload) => {
        const { failure } = attempt(parse, payload);
        assert.ok(failure === undefined || failure === code, String(failure));
      }),
    );
  });

/** The code of the ProtocolError that `parse` throws, if it throws; anything else that it throws goes on. */
function attempt(parse: (payload: Buffer) => unknown, payload: Buffer): { failure?: ErrorCode } {
  try {
    parse(payload);
    return {};
  } catch (error) {
    if (error instanceof ProtocolError) return { failure: error.code };
    throw error;
  }
}
