/** Which requests can be met (PROTOCOL.md §5). */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS, checkArgument } from '../../protocol/command.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { parseRequest } from '../../protocol/message.ts';
import { tableRows } from './protocol-md.ts';

const WITHOUT_ARGUMENT = COMMANDS.filter((command) => command !== 'ARQUIVO');

/** The three questions of §5, in their order; undefined when the request can be met. */
function refusal(payload: Buffer): string | undefined {
  try {
    const { command, argument } = parseRequest(payload);
    if (!COMMANDS.some((known) => known === command)) return 'unknown-command';
    checkArgument(command, argument);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof ProtocolError, String(error));
    return error.code;
  }
}

for (const { payload, answer } of tableRows('5', ['payload', 'answer']))
  test(`${payload} is ${answer}, as PROTOCOL.md says`, () => {
    assert.equal(refusal(Buffer.from(payload)), answer);
  });

test('there are five commands, in the order of the menu', () => {
  assert.deepEqual(COMMANDS, ['CONSULTA', 'HORA', 'ARQUIVO', 'LISTAR', 'SAIR']);
});

for (const command of WITHOUT_ARGUMENT) {
  test(`${command} takes null`, () => {
    assert.doesNotThrow(() => checkArgument(command, null));
  });

  for (const argument of ['', 'file1.txt'])
    test(`${command} does not take ${JSON.stringify(argument)}`, () => {
      assert.throws(() => checkArgument(command, argument), {
        code: 'bad-argument',
        detail: `${command} takes no argument`,
      });
    });
}

test('ARQUIVO takes a file name', () => {
  assert.doesNotThrow(() => checkArgument('ARQUIVO', 'relatório da aula.txt'));
});

for (const [argument, fault] of [
  [null, 'empty'],
  ['', 'empty'],
  ['..', 'dot-name'],
  ['../echo-server.ts', 'reserved-character'],
  ['a\0b', 'control-character'],
] as const)
  test(`ARQUIVO does not take ${JSON.stringify(argument)}, and the log says why`, () => {
    assert.throws(() => checkArgument('ARQUIVO', argument), {
      name: 'ProtocolError',
      code: 'bad-argument',
      detail: `file name: ${fault}`,
    });
  });
