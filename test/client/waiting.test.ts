/** The menu at a real terminal, while there is no server behind the port that answers. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { openTmux, WITHOUT_TMUX } from '../tmux.ts';

/** Resets the first three connections at once, the fourth when it is told to. A process of its own, so that it is prompt. */
const RESETTING_SERVER = `
const sockets = [];
const server = require('node:net').createServer((socket) => {
  sockets.push(socket.on('error', () => {}));
  if (sockets.length < 4) socket.resetAndDestroy();
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('message', () => sockets[3].resetAndDestroy());
process.on('disconnect', () => process.exit());
`;

test('a menu that waits tries again without a word, until a connection lasts', {
  skip: WITHOUT_TMUX,
}, async (t) => {
  const server = spawn(process.execPath, ['-e', RESETTING_SERVER], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  t.after(() => server.disconnect());
  const [port] = (await once(server, 'message')) as [number];
  const terminal = await openTmux(t);
  await terminal.type(`npx tsx echo-client.ts --lang en --port ${port}`, 'Enter');
  const shown = await terminal.shows(/waiting[\s\S]*connected to[\s\S]*command>/);
  assert.ok((shown.match(/connected to/g)?.length ?? 0) <= 2, shown); // a first one may be reset before it is one
  assert.equal(shown.match(/Ctrl-C leaves/g)?.length, 1, shown);
  server.send('reset'); // that one had lasted: its end is told
  await terminal.shows(/waiting[\s\S]*waiting[\s\S]*command>/);
  await terminal.type('C-c');
  await terminal.shows(/interrupted/);
});
