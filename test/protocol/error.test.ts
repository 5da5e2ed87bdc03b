/** The errors as data, and the table of PROTOCOL.md §7 that says the same. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERRORS, type ErrorCode, ProtocolError } from '../../protocol/error.ts';
import { tableRows } from './protocol-md.ts';

const ROWS = tableRows('7', ['code', 'fatal', 'message', 'when']);

test('each code stands exactly once in the table of PROTOCOL.md', () => {
  assert.deepEqual(ROWS.map(({ code }) => code).sort(), Object.keys(ERRORS).sort());
});

for (const { code, fatal, message } of ROWS)
  test(`${code} has the message and the fatality of PROTOCOL.md`, () => {
    assert.deepEqual(ERRORS[code as ErrorCode], { fatal: { yes: true, no: false }[fatal], message });
  });

test('no two codes share a message, so that a person can tell them apart', () => {
  const messages = Object.values(ERRORS).map(({ message }) => message);
  assert.equal(new Set(messages).size, messages.length);
});

test('a ProtocolError carries its code, the text that travels, and a detail that does not', () => {
  const error = new ProtocolError('not-found', 'leads out of the folder');
  assert.ok(error instanceof Error);
  assert.equal(error.name, 'ProtocolError');
  assert.equal(error.code, 'not-found');
  assert.equal(error.message, 'Arquivo não encontrado!');
  assert.equal(error.detail, 'leads out of the folder');
});

test('a ProtocolError needs no detail', () => {
  assert.equal(new ProtocolError('timeout').detail, '');
});
