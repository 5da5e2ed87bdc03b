/** What a person types, and what Tab makes of it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completions, parseLine } from '../../client/line.ts';
import { progressLine } from '../../client/progress.ts';

const HORA = { kind: 'request', request: { command: 'HORA', argument: null } };
const file = (name: string) => ({ kind: 'request', request: { command: 'ARQUIVO', argument: name } });
const mistake = (line: string) => {
  const typed = parseLine(line);
  return typed.kind === 'mistake' ? typed.mistake.what : typed.kind;
};

test('a command is its number, its name or the name of its function, in any case', () => {
  for (const line of ['2', 'HORA', 'hora', 'Hora', 'hora_atual', 'HORA_ATUAL', '  2  '])
    assert.deepEqual(parseLine(line), HORA);
  for (const line of ['3 file1.txt', 'arquivo file1.txt', 'enviar_arquivo "file1.txt"', "3  'file1.txt' "])
    assert.deepEqual(parseLine(line), file('file1.txt'));
});

test('the rest of the line is the name, with or without quotes', () => {
  assert.deepEqual(parseLine('3 relatório da aula.txt'), file('relatório da aula.txt'));
  assert.deepEqual(parseLine('3 "a b"'), file('a b'));
  assert.deepEqual(parseLine("3 it's"), file("it's"));
});

test('PING takes any text, also none', () => {
  assert.deepEqual(parseLine('ping olá mundo'), { kind: 'ping', text: 'olá mundo' });
  assert.deepEqual(parseLine('PING'), { kind: 'ping', text: '' });
});

test('what cannot be sent is told apart', () => {
  assert.equal(mistake('6'), 'unknown');
  assert.equal(mistake('22'), 'unknown');
  assert.equal(mistake('__proto__'), 'unknown');
  assert.equal(mistake('3'), 'no-name');
  assert.equal(mistake('3 ""'), 'no-name');
  assert.equal(mistake('3 "file1.txt'), 'open-quote');
  assert.equal(mistake('3 ../x'), 'bad-name');
  assert.equal(mistake('4 everything'), 'too-many-words');
  assert.equal(mistake(''), 'nothing');
  assert.equal(mistake('?'), 'help');
});

test('Tab completes commands, and after ARQUIVO the names that were listed', () => {
  const listed = ['file1.txt', 'file2.txt', 'a b.txt'];
  assert.deepEqual(completions('l', listed), [['listar', 'listar_arquivos'], 'l']);
  assert.deepEqual(completions('L', listed), [['LISTAR'], 'L']);
  assert.deepEqual(completions('', listed)[0].length, 7);
  assert.deepEqual(completions('3 fi', listed), [['file1.txt', 'file2.txt'], 'fi']);
  assert.deepEqual(completions('arquivo a b', listed), [['a b.txt'], 'a b']);
  assert.deepEqual(completions('2 x', listed), [[], '2 x']);
  assert.deepEqual(completions('3 "a', listed), [['"a b.txt"'], '"a']);
});

test('Tab offers no name that the terminal would obey, or that cannot be asked for', () => {
  assert.deepEqual(completions('3 ', ['\x1b[31mred', 'a\u202eb', '../x', 'ok.txt']), [['ok.txt'], '']);
});

test('a PING takes what fits into a frame, as it was typed', () => {
  assert.deepEqual(parseLine(`ping ${'y'.repeat(65_536)}`).kind, 'ping');
  assert.equal(mistake(`ping ${'y'.repeat(65_537)}`), 'too-long');
  assert.deepEqual(parseLine('ping "hi"'), { kind: 'ping', text: '"hi"' });
});

test('a progress line fits its terminal', () => {
  const half = { done: 512 * 2 ** 20, total: 2 ** 30, elapsedMs: 4_000 };
  assert.equal(progressLine(half, 80), ' 50 % [###############...............]  128.0 MiB/s  0:04');
  for (let columns = 10; columns <= 120; columns += 1)
    assert.ok(progressLine(half, columns).length < columns, `${columns} columns`);
  assert.match(progressLine({ done: 0, total: 0, elapsedMs: 1 }, 80), /^100 %/);
});
