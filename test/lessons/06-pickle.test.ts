/** Lesson 06: its pickles are Python's, its disassembler says what Python's says, and its server refuses what it must. */

import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { disassemble } from '../../lessons/06-pickle/pickle.ts';
import { PickleStack } from '../../lessons/06-pickle/pickle-stack.ts';
import { bytesOf, PICKLES, type Pickle, PREPARATION } from '../../lessons/06-pickle/pickles.ts';
import { answer } from '../../lessons/06-pickle/request.ts';

const ALL: readonly (readonly [string, Pickle])[] = Object.entries(PICKLES);

/** Prints for each pickle its hex and the places and names of its opcodes. It is written and taken apart, not loaded. */
const SCRIPT = `${PREPARATION}
import pickletools

for made in [${ALL.map(([, { python }]) => python).join(', ')}]:
    print(made.hex(" "))
    print(*(f"{at}:{opcode.name}" for opcode, _, at in pickletools.genops(made)))
`;

function runPython(): SpawnSyncReturns<string> {
  return spawnSync('python3', ['-c', SCRIPT], { encoding: 'utf8' });
}

/** The instructions, each with what the stack showed after it. */
function program(pickle: Buffer) {
  return Array.from(disassemble(pickle), (instruction) => ({
    ...instruction,
    stack: instruction.stack.shown,
  }));
}

function result(pickle: Pickle): string | undefined {
  return program(bytesOf(pickle)).at(-1)?.stack.at(-1);
}

test('the pickles and their opcodes are what Python writes and says', (context) => {
  const { status, stdout } = runPython();
  if (status !== 0) return context.skip('no python3 that writes these protocols');
  if (process.platform === 'win32') return context.skip('os.system lives in another module on Windows');
  const lines = ALL.flatMap(([, pickle]) => [
    pickle.hex,
    program(bytesOf(pickle))
      .map(({ start, name }) => `${start}:${name}`)
      .join(' '),
  ]);
  assert.deepEqual(stdout.trim().split(/\r?\n/), lines);
});

test('a pickle becomes what Python wrote it from, in every protocol', () => {
  for (const name of ['hora0', 'hora2', 'hora4', 'hora5'] as const)
    assert.equal(result(PICKLES[name]), "['HORA', None]");
  for (const name of ['arquivo0', 'arquivo4'] as const)
    assert.equal(result(PICKLES[name]), "['ARQUIVO', 'file1.txt']");
  assert.equal(result(PICKLES.reply4), "'Servidor online 24 horas'");
  assert.equal(result(PICKLES.names4), "['file1.txt', 'file2.txt']");
  assert.equal(result(PICKLES.file4), "b'oi'");
});

test('signs that a terminal would obey are shown as escapes, in a text, in a name and in bytes', () => {
  const shown = (hex: string) => result({ python: '', hex });
  assert.equal(shown(`8c03${Buffer.from('\u202e').toString('hex')}2e`), "'\\u{202e}'");
  assert.equal(shown('63610aad0a2e'), 'a.\\u{ad}');
  assert.equal(shown('4303adc3a72e'), "b'\\xad\\xc3\\xa7'");
});

test('the instructions are all of the bytes, each once', () => {
  for (const [name, pickle] of ALL) {
    const bytes = program(bytesOf(pickle)).map((instruction) => instruction.bytes);
    assert.deepEqual(Buffer.concat(bytes), bytesOf(pickle), name);
  }
});

test('an import and a call are marked and written down, in every protocol', () => {
  const dangers = ({ hex }: Pickle) =>
    program(bytesOf({ python: '', hex }))
      .filter(({ danger }) => danger)
      .map(({ name, stack }) => `${name} ${stack.at(-1)}`);
  for (const [pickle, importer] of [
    [PICKLES.attack0, 'GLOBAL'],
    [PICKLES.attack2, 'GLOBAL'],
    [PICKLES.attack4, 'STACK_GLOBAL'],
  ] as const)
    assert.deepEqual(dangers(pickle), [`${importer} posix.system`, "REDUCE posix.system('echo oi')"]);
  assert.deepEqual(dangers(PICKLES.hora4), []);
});

test('the disassembler says what it was given in place of hex', () => {
  const script = fileURLToPath(new URL('../../lessons/06-pickle/disassemble.ts', import.meta.url));
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', script, ...words], { encoding: 'utf8' });
  for (const words of [['zz'], ['--lang', 'pt']]) {
    const { status, stderr } = run(...words);
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`^not hex · não é hexadecimal: '${words[0]}'\n$`));
  }
  assert.match(run('4e2').stderr, /a digit is missing/);
  for (const words of [['80', '04', '4e', '2e'], ['80 04 4E2e']])
    assert.match(run(...words).stdout, /NONE.*STOP/s);
});

test('the stack is written out when somebody looks, not at each opcode: a long pickle would take quadratic time', (context) => {
  const looks = context.mock.getter(PickleStack.prototype, 'shown').mock;
  const names = Array.from(disassemble(Buffer.from(`${'N'.repeat(1_000)}.`)), ({ name }) => name);
  assert.equal(names.length, 1_001);
  assert.equal(looks.callCount(), 0);
});

test('an unknown opcode is named with its place', () => {
  assert.throws(() => program(Buffer.from('80047d2e', 'hex')), /^Error: byte 2: .* 7d$/);
});

test('a pickle that ends anywhere before its STOP is refused', () => {
  for (const [name, pickle] of ALL) {
    const bytes = bytesOf(pickle);
    for (let end = 0; end < bytes.length; end += 1)
      assert.throws(() => program(bytes.subarray(0, end)), /the pickle ends/, `${name}, ${end} bytes`);
  }
});

test('a pickle that takes more than lies on its stack is refused', () => {
  for (const hex of ['522e', '932e', '4e522e', '852e', '652e', '6c2e', '4e4e612e', '4e284e652e'])
    assert.throws(() => program(Buffer.from(hex, 'hex')), /stack/, hex);
});

test('what is no request gets bad-request, whatever it is', () => {
  const texts = ['["HORA",nu', '', '7', 'null', '"OI"', '[]', '["HORA"]', '["HORA",null,"x"]', '["HORA",7]'];
  const messages = [...texts, '[null,null]', '{"__proto__":["HORA",null]}'].map((text) => Buffer.from(text));
  for (const message of [...messages, ...ALL.map(([, pickle]) => bytesOf(pickle))])
    assert.match(String(answer(message)), /^\{"code":"bad-request","message":"/, String(message));
});

test('a request is answered with its own words', () => {
  assert.equal(String(answer(Buffer.from('["HORA",null]'))), '"HORA"');
  assert.equal(String(answer(Buffer.from('["ARQUIVO","file1.txt"]'))), '"ARQUIVO file1.txt"');
});
