/** The menu at a real terminal, while there is no server behind the port that answers. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { openTmux, WITHOUT_TMUX } from '../tmux.ts';

test('a menu that waits tries again without a word, until a connection lasts', {
  skip: WITHOUT_TMUX,
}, async (t) => {
  let attempts = 0;
  const server = createServer((socket) => {
    attempts += 1;
    socket.on('error', () => {});
    if (attempts < 4) socket.resetAndDestroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const terminal = await openTmux(t);
  const { port } = server.address() as AddressInfo;
  await terminal.type(`npx tsx echo-client.ts --lang en --port ${port}`, 'Enter');
  const shown = await terminal.shows(/waiting[\s\S]*connected to[\s\S]*command>/);
  assert.equal(attempts, 4);
  assert.ok((shown.match(/connected to/g)?.length ?? 0) <= 2, shown); // a first one may be reset before it is one
  assert.equal(shown.match(/Ctrl-C leaves/g)?.length, 1, shown);
  await terminal.type('C-c');
  await terminal.shows(/interrupted/);
});
