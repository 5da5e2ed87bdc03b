/** The terminal is given back as it was, whatever ends the program that had it; the traffic behind a screen goes on. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { request } from '../inspector/scene.ts';
import { courseWithLesson } from '../lessons/course.ts';
import { Peer as Client, type Peer, startScriptedServer, startServer, temporaryFolder } from '../support.ts';
import { openTmux, WITHOUT_TMUX } from '../tmux.ts';
import { account, LONG } from './form.ts';

const NODE = `${process.execPath} --import tsx`;
const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

interface Usurper {
  readonly name: string;
  /** The command that takes the terminal over. */
  readonly command: (port: number, t: TestContext) => string;
  /** What it shows when it has it. */
  readonly ready: RegExp;
}

const USURPERS: readonly Usurper[] = [
  {
    name: 'the inspector',
    command: (port) => `${NODE} inspector/index.ts --lang en --listen 0 --target ${port}`,
    ready: /Waiting for a client/,
  },
  {
    name: 'the menu of the client',
    command: (port) => `${NODE} echo-client.ts --lang en --port ${port}`,
    ready: /^command>/m,
  },
  {
    name: 'the walk through a lesson',
    command: (_, t) => `${NODE} ${join(courseWithLesson(t).lessons, 'index.ts')} run 05 --lang en`,
    ready: /Enter/,
  },
];

/** A shell in which `stty` and a program's pid are written to files. */
async function openShell(t: TestContext) {
  const folder = temporaryFolder(t);
  const terminal = await openTmux(t);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8').trim();
  return {
    ...terminal,
    /** What the shell finds of the terminal, and what tmux does. */
    state: async (word: string) => {
      const file = join(folder, word);
      await terminal.type(`stty -g >${file}; echo sta''te ${word}`, 'C-j');
      await terminal.shows(new RegExp(`state ${word}$`, 'm'));
      return [read(word), await terminal.state()];
    },
    start: (command: string) =>
      terminal.type(`sh -c 'echo $$ >${join(folder, 'pid')}; exec ${command}'`, 'Enter'),
    pid: () => Number(read('pid')),
  };
}

const cases = USURPERS.flatMap((usurper) => SIGNALS.map((signal) => ({ usurper, signal })));
/** One of each in the short form. */
const chosen = LONG ? cases : cases.filter((_, index) => index % 4 === 0);

for (const { usurper, signal } of chosen)
  test(`${usurper.name} gives the terminal back after ${signal}`, { skip: WITHOUT_TMUX }, async (t) => {
    const { port } = await startServer(t);
    const shell = await openShell(t);
    const before = await shell.state('before');
    await shell.start(usurper.command(port, t));
    await shell.shows(usurper.ready);
    process.kill(shell.pid(), signal);
    await shell.shows(/\$ *\n*$/);
    assert.deepEqual(await shell.state('after'), before);
    account(t, 1, 'terminals taken over');
  });

test('programs whose reader goes away end, and leave the terminal as it was', {
  skip: WITHOUT_TMUX,
}, async (t) => {
  const { port } = await startServer(t);
  const shell = await openShell(t);
  const before = await shell.state('before');
  const commands = [
    `${NODE} inspector/index.ts --demo --plain`,
    `${NODE} echo-client.ts --port ${port} LISTAR`,
    ...(LONG ? [`${NODE} lessons/index.ts run 01 --auto`, `${NODE} run.ts --port 0 LISTAR`] : []),
  ];
  for (const [index, command] of commands.entries()) {
    await shell.type(`${command} | head -1 >/dev/null; echo ended ${index}`, 'Enter');
    await shell.shows(new RegExp(`^ended ${index}$`, 'm'));
  }
  assert.deepEqual(await shell.state('after'), before);
  account(t, commands.length, 'programs whose reader went away');
});

test('an inspector whose terminal is thrown away ends, and what it held arrives, in order', {
  skip: WITHOUT_TMUX || (!existsSync('/proc') && 'needs /proc'),
}, async (t) => {
  let atServer: Peer | undefined;
  const target = await startScriptedServer(t, (peer) => {
    atServer = peer;
  });
  const shell = await openShell(t);
  await shell.start(`${NODE} inspector/index.ts --lang en --listen 0 --target ${target}`);
  const shown = await shell.shows(/127\.0\.0\.1:\d+ → /);
  const [, port = ''] = /127\.0\.0\.1:(\d+) → /.exec(shown) ?? [];
  await shell.type('i');
  await shell.shows(/HOLD/);
  const client = await Client.connect(t, Number(port));
  const frames = Array.from({ length: 200 }, (_, id) => request(id, 'HORA'));
  client.socket.write(Buffer.concat(frames));
  await shell.shows(/held/);
  const { pid } = shell;
  const inspector = pid();
  process.kill(parentOf(inspector), 'SIGKILL'); // the shell: its terminal goes with it
  await client.ended;
  assert.deepEqual(
    atServer?.frames.map(({ id }) => id),
    frames.map((_, id) => id),
  );
  while (existsSync(`/proc/${inspector}/exe`)) await new Promise((resolve) => setTimeout(resolve, 20));
  account(t, frames.length, 'frames in an inspector whose terminal was thrown away');
});

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
