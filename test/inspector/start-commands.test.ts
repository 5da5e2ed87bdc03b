/** What the screen tells people to type, so that a server and a client meet the inspector. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientCommand, isFoundByItself, serverCommand } from '../../inspector/start-commands.ts';

for (const [target, command] of [
  ['127.0.0.1:65432', 'npx tsx echo-server.ts'],
  ['localhost:65432', 'npx tsx echo-server.ts'],
  ['127.0.0.1:7000', 'npx tsx echo-server.ts --port 7000'],
  ['10.0.0.5:65432', 'npx tsx echo-server.ts --host 10.0.0.5'],
  ['[::1]:7000', 'npx tsx echo-server.ts --host ::1 --port 7000'],
] as const)
  test(`a server on ${target} is started by ${command}`, () => {
    assert.equal(serverCommand(target), command);
  });

for (const [listen, command] of [
  ['127.0.0.1:65433', 'npx tsx echo-client.ts'],
  ['0.0.0.0:65433', 'npx tsx echo-client.ts'],
  ['127.0.0.1:7777', 'npx tsx echo-client.ts --port 7777'],
  // A client that is given a host and no port goes to the server's own.
  ['10.0.0.5:65433', 'npx tsx echo-client.ts --host 10.0.0.5 --port 65433'],
  ['[::1]:7777', 'npx tsx echo-client.ts --host ::1 --port 7777'],
] as const)
  test(`a client comes to ${listen} by ${command}`, () => {
    assert.equal(clientCommand(listen), command);
    assert.equal(isFoundByItself(listen), command === 'npx tsx echo-client.ts');
  });
