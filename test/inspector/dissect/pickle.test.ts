import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickle } from '../../../inspector/dissect/pickle.ts';
import { OPCODES } from '../../../inspector/dissect/pickle-opcodes.ts';
import { PICKLES, PICKLETOOLS } from './pickle-vectors.ts';
import { assertSound, fieldNamed } from './tiling.ts';

const REQUEST = Buffer.from(
  '8004951b000000000000005d94288c074152515549564f948c0966696c65312e74787494652e',
  'hex',
);

function dissect(bytes: Buffer | string) {
  return pickle.dissect(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, 'client');
}

test('the table of opcodes is that of pickletools', () => {
  const ours = OPCODES.map(({ code, name, argument, protocol }) => {
    return `${code.toString(16).padStart(2, '0')}:${name}:${argument}:${protocol}`;
  });
  assert.equal(ours.join(' '), PICKLETOOLS);
});

for (const { hex, opcodes, python } of PICKLES) {
  test(`${hex.slice(0, 60)} is disassembled as pickletools does${python ? ` and gives ${python}` : ''}`, () => {
    const bytes = Buffer.from(hex, 'hex');
    const { fields, info, broken } = dissect(bytes);
    assert.equal(fields.map(({ start, name }) => `${start}:${name}`).join(' '), opcodes);
    assert.equal(broken, false);
    if (python) assert.equal(info.replace(/^[A-Z_0-9]+ (?=\w+\.|persistent)/, ''), python);
    assertSound(pickle, bytes, 'client');
  });

  test(`${hex.slice(0, 60)} is as long as it is, and no shorter piece of it is complete`, () => {
    const bytes = Buffer.from(hex, 'hex');
    assert.equal(pickle.measure(bytes, false), bytes.length);
    assert.equal(pickle.measure(Buffer.concat([bytes, bytes]), false), bytes.length);
    for (let length = 1; length < bytes.length; length++) {
      assert.equal(pickle.measure(bytes.subarray(0, length), false), undefined);
      assert.equal(pickle.measure(bytes.subarray(0, length), true), length);
      assert.equal(dissect(bytes.subarray(0, length)).broken, true);
    }
  });
}

test('the original request is recognised from its first two bytes', () => {
  assert.equal(pickle.recognises(REQUEST), true);
  assert.equal(pickle.recognises(REQUEST.subarray(0, 2)), true);
  assert.equal(pickle.recognises(REQUEST.subarray(0, 1)), undefined);
});

function recognised(text: string, settled = false): boolean | undefined {
  return pickle.recognises(Buffer.from(text, 'latin1'), settled);
}

test('a pickle of an old protocol is recognised by the first value that it keeps or gives', () => {
  for (const text of [
    '(lp0\n',
    ']q\0',
    '}q\0',
    'VHORA\np0\n',
    "S'a'\n.",
    '(t.',
    "cos\nsystem\n(S'id'\ntR.",
  ]) {
    assert.equal(recognised(text), true, text);
    assert.equal(recognised(text.slice(0, -1)), undefined, text);
    assert.equal(recognised(text.slice(0, -1), true), undefined, text);
  }
});

test('a pickle that is a number is one only if no text follows', () => {
  for (const text of ['I42\n.', 'K2.', 'I1\n.I2\n.', 'F1.5\n.', 'L42L\n.', 'J\0\0\x01\0.']) {
    assert.equal(recognised(text), undefined, text);
    assert.equal(recognised(text, true), true, text);
    assert.equal(recognised(`${text}(lp0\n`), true, text);
    for (const after of [' ', '\n', 'x', '.']) assert.equal(recognised(text + after), false, text + after);
  }
});

test('text that happens to begin with opcodes is no pickle', () => {
  const lines = ['HORA\n', 'CONSULTA\n', 'SAIR\n', 'LISTAR\n', 'I am here.\n', 'info\n', 'ping\n', 'cd x\n'];
  const requests = ['GET / HTTP/1.1\r\n', 'POST / HTTP/1.1\r\n', 'PASS x\r\n'];
  for (const text of [
    ...lines,
    ...requests,
    'Maria',
    'Mosquito',
    'Natal',
    'K2.\n',
    '(hello)',
    '(...)',
    '[1]',
    '{}',
  ])
    assert.equal(recognised(text), false, text);
});

test('a line that could be the beginning of a pickle is told by what follows, and where nothing follows it is none', () => {
  for (const text of ['Voltei.\n', 'close\n', 'Uma linha.\n']) {
    assert.equal(recognised(text), undefined, text);
    assert.equal(recognised(text, true), undefined, text);
  }
  for (const text of ['Voltei.\nHORA\n', 'close\nHORA\nx', 'close\n\nx'])
    assert.equal(recognised(text), false, text);
});

test('a hundred opcodes that prove nothing are waited for, and no more', () => {
  assert.equal(recognised('('.repeat(99)), undefined);
  assert.equal(recognised('('.repeat(100)), false);
  assert.equal(recognised('K2.'.repeat(20)), undefined);
  assert.equal(recognised('K2.'.repeat(30)), false);
});

test('an opcode says what it did to the stack, in both languages', () => {
  const { explain, value } = fieldNamed(dissect(REQUEST).fields, 'APPENDS');
  assert.equal(value, "['ARQUIVO', 'file1.txt']");
  assert.equal(explain.en, 'appends all down to the mark to the list below it. Stack: 1');
  assert.equal(explain.pt, 'põe tudo até a marca no fim da lista sob ela. Pilha: 1');
});

test('a string shows its opcode, its length and its text as fields of their own', () => {
  const { children } = fieldNamed(dissect(REQUEST).fields, 'SHORT_BINUNICODE');
  assert.deepEqual(
    children?.map(({ name, start, end, value, kind }) => [name, start, end, value, kind]),
    [
      ['opcode', 14, 15, '8c', 'opcode'],
      ['length', 15, 16, '7', 'length'],
      ['argument', 16, 23, "'ARQUIVO'", 'text'],
    ],
  );
});

test('a pickle that would run a command says so and is marked as the danger that it is', () => {
  const { fields, info, broken } = dissect("cos\nsystem\n(S'id'\ntR.");
  assert.equal(info, "REDUCE os.system('id')");
  assert.equal(broken, false);
  assert.deepEqual(
    fields.filter(({ kind }) => kind === 'danger').map(({ name }) => name),
    ['GLOBAL', 'REDUCE'],
  );
  assert.match(fieldNamed(fields, 'GLOBAL').explain.en, /Loading would import os\.system/);
  assert.match(fieldNamed(fields, 'REDUCE').explain.en, /Loading would call os\.system\('id'\)/);
  assert.match(fieldNamed(fields, 'REDUCE').explain.pt, /Carregar chamaria os\.system\('id'\)/);
});

test('a pickle that only imports says what', () => {
  assert.equal(dissect('cos\nsystem\n.').info, 'GLOBAL os.system');
});

test('names from the wire cannot command the terminal', () => {
  const hostile = Buffer.from("c\x1b[2J\nx\u009b\n(S'\x07'\ntR.", 'latin1');
  assertSound(pickle, hostile, 'client');
  assert.match(dissect(hostile).info, /\\x1b\[2J/);
});

const FAULTS: ReadonlyArray<readonly [why: string, bytes: string, field: string, fault: RegExp]> = [
  ['a byte that is no opcode', '\x80\x04\xff', '?', /ff is no opcode/],
  ['no STOP', 'N', 'STOP', /no STOP/],
  ['an argument that is not all here', '\x8c\x05abc', 'SHORT_BINUNICODE', /not all here/],
  ['an argument of 4 GB', 'B\xff\xff\xff\xff', 'BINBYTES', /too long/],
  ['a string that is not UTF-8', '\x8c\x01\xff.', 'SHORT_BINUNICODE', /no unicodestring1: ff/],
  ['a number that is none', 'Iabc\n.', 'INT', /no decimalnl_short/],
  ['a stack that is empty', '0.', 'POP', /stack is empty/],
  ['a mark that is missing', 't.', 'TUPLE', /no mark/],
  ['a memo that keeps nothing', 'h\x05.', 'BINGET', /memo keeps nothing/],
  ['a protocol that does not exist', '\x80\x09N.', 'PROTO', /expected 0 to 5/],
  ['a frame longer than the pickle', '\x95\x09\0\0\0\0\0\0\0N.', 'FRAME', /truncated: 2 of 9/],
  ['bytes after STOP', 'N.xyz', '?', /after STOP/],
];

for (const [why, bytes, name, fault] of FAULTS) {
  test(`${why} is shown where it is`, () => {
    const message = Buffer.from(bytes, 'latin1');
    const { fields, broken } = dissect(message);
    assert.equal(broken, true);
    assert.match(fieldNamed(fields, name).fault?.en ?? '', fault);
    assertSound(pickle, message, 'client');
  });
}

test('lone surrogates, which Python writes, are no fault', () => {
  assert.equal(dissect('\x8c\x03\xed\xa0\x80.').broken, false);
});

test('a list that contains itself comes to an end', () => {
  assert.match(dissect(']q\x00h\x00a.').info, /^\[\[\[\[/);
});

test('a value that doubles with each opcode costs no more than it shows', () => {
  const doublings = 'q\x00h\x00\x86'.repeat(2000);
  const { info } = dissect(`)${doublings}.`);
  assert.ok(info.length < 400);
});

test('of a very long program the first opcodes are shown one by one, and danger in the rest still shows', () => {
  const bytes = Buffer.from(`${'N0'.repeat(10_000)}cos\nsystem\n.`);
  const { fields, info } = dissect(bytes);
  assert.equal(fields.length, 5001);
  assert.equal(fields.at(-1)?.kind, 'danger');
  assert.equal(info, 'GLOBAL os.system');
  assertSound(pickle, bytes, 'client');
});

test('every opcode is explained in both languages and used by some pickle of the corpus', () => {
  const used = new Set(PICKLES.flatMap(({ opcodes }) => opcodes.split(' ').map((op) => op.split(':')[1])));
  for (const { name, explain } of OPCODES) {
    assert.ok(used.has(name), name);
    assert.notEqual(explain.en, explain.pt);
  }
});
