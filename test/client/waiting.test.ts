/** The menu at a real terminal, while there is no server behind the port that answers. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { openTmux, WITHOUT_TMUX } from '../tmux.ts';

test('a menu that waits tries again without a word, until a connection lasts', {
  skip: WITHOUT_TMUX,
}, async (t) => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    if (sockets.length < 4) socket.resetAndDestroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const terminal = await openTmux(t);
  const { port } = server.address() as AddressInfo;
  await terminal.type(`npx tsx echo-client.ts --lang en --port ${port}`, 'Enter');
  const shown = await terminal.shows(/waiting[\s\S]*connected to[\s\S]*command>/);
  assert.equal(sockets.length, 4);
  assert.ok((shown.match(/connected to/g)?.length ?? 0) <= 2, shown); // a first one may be reset before it is one
  assert.equal(shown.match(/Ctrl-C leaves/g)?.length, 1, shown);
  sockets[3]?.resetAndDestroy(); // that one had lasted: its end is told
  await terminal.shows(/waiting[\s\S]*waiting[\s\S]*command>/);
  await terminal.type('C-c');
  await terminal.shows(/interrupted/);
});
