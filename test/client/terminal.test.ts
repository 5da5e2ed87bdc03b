/** The menu at a real terminal. */

import { test } from 'node:test';
import { startServer } from '../support.ts';
import { openTmux, WITHOUT_TMUX } from '../tmux.ts';

test('Ctrl-Z at the menu gives the terminal to the shell, and fg takes it back', {
  skip: WITHOUT_TMUX,
}, async (t) => {
  const { port } = await startServer(t);
  const terminal = await openTmux(t);
  await terminal.type(`npx tsx echo-client.ts --lang en --port ${port}`, 'Enter');
  await terminal.shows(/command> *\n*$/);
  await terminal.type('hor', 'C-z');
  await terminal.shows(/Stopped.*\n(.*\n)*\$ *\n*$/);
  await terminal.type('echo $((6 * 7))', 'Enter');
  await terminal.shows(/^42$/m);
  await terminal.type('fg', 'Enter');
  await terminal.shows(/^command> hor *\n*$/m);
  await terminal.type('a', 'Enter');
  await terminal.shows(/^\d\d:\d\d:\d\d/m);
});
