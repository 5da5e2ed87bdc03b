/** `npx tsx inspector` as a whole: real processes, real sockets, every way in and out. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import {
  freePort,
  Peer,
  Program,
  ROOT,
  runToEnd,
  startScriptedServer,
  startServer,
  temporaryFolder,
} from '../support.ts';
import { openTmux, WITHOUT_TMUX } from '../tmux.ts';
import { request } from './scene.ts';

const INSPECTOR = 'inspector/index.ts';
const ROUTE = /127\.0\.0\.1:(\d+) → 127\.0\.0\.1:(\d+)\n/;

/** The inspector in front of `target`, on a port that the system has chosen. */
async function startInspector(t: TestContext, target: number, ...words: string[]) {
  const program = new Program(t, [INSPECTOR, '--listen', '0', '--target', String(target), ...words]);
  const [, port = ''] = await program.prints(ROUTE);
  return { program, port: Number(port) };
}

async function interrupted(program: Program, signal: NodeJS.Signals = 'SIGINT') {
  program.child.kill(signal);
  return program.ended;
}

describe('between the real server and the real client', () => {
  it('--plain prints each frame: its line, its bytes, its fields', async (t) => {
    const server = await startServer(t);
    const { program, port } = await startInspector(t, server.port, '--plain');
    const client = await runToEnd(t, ['echo-client.ts', '--port', String(port), 'CONSULTA']);
    assert.equal(client.stdout, 'Servidor online 24 horas\n');
    await program.prints(/closed/);
    const { code, stdout } = await interrupted(program);
    assert.equal(code, 0);
    assert.match(stdout, /^#1 {2}\+0\.0 ms {2}conn 1 {2}open {2}127\.0\.0\.1:\d+ → 127\.0\.0\.1:\d+$/m);
    assert.match(
      stdout,
      /^#2 {2}\+\d+\.\d ms {2}conn 1 {2}C → S {2}REQUEST {2}id 1 {2}17 bytes {2}CONSULTA$/m,
    );
    assert.match(stdout, /^ {4}00000000: 45 43 01 01 00 00 00 01 00 00 00 11 /m);
    assert.match(stdout, /^ {6}length: 17$/m);
    assert.match(stdout, /C ← S {2}REPLY {2}id 1 {2}26 bytes {2}"Servidor online 24 horas"/);
    assert.match(stdout, /BYE/);
  });

  it('--json prints each row as one object', async (t) => {
    const server = await startServer(t);
    const { program, port } = await startInspector(t, server.port, '--json');
    await runToEnd(t, ['echo-client.ts', '--port', String(port), 'LISTAR']);
    await program.prints(/"closed"/);
    const { code, stdout } = await interrupted(program, 'SIGTERM');
    assert.equal(code, 0);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      rows.map(({ number }) => number),
      rows.map((_, index) => index + 1),
    );
    const [question, answer] = rows.filter(({ kind }) => kind === 'frame');
    assert.deepEqual([question?.type, question?.from, question?.info], ['REQUEST', 'client', 'LISTAR']);
    assert.equal(question?.hex, request(1, 'LISTAR').toString('hex'));
    assert.deepEqual([answer?.type, answer?.id, answer?.broken], ['REPLY', 1, false]);
  });

  it('speaks Portuguese where that is spoken', async (t) => {
    const server = await startServer(t);
    const { program, port } = await startInspector(t, server.port, '--plain', '--lang', 'pt');
    const peer = await Peer.connect(t, port);
    peer.socket.end('oi\n');
    await program.prints(/fechada/);
    assert.match((await interrupted(program)).stdout, /aberta/);
  });

  it('lets no escape sequence of the wire through', async (t) => {
    const target = await startScriptedServer(t, ({ socket }) => socket.end('\x1b[2J\x9b\x07\x7f{bold}\n'));
    const { program, port } = await startInspector(t, target, '--plain');
    connect({ port, host: '127.0.0.1' }).resume().end();
    await program.prints(/closed/);
    assert.doesNotMatch((await interrupted(program)).stdout, /[^\P{Cc}\n]/u);
  });
});

describe('a target that is not there', () => {
  it('is shown, the client is let go, and the inspector stays', async (t) => {
    const target = await freePort();
    const { program, port } = await startInspector(t, target, '--plain');
    for (const _attempt of [1, 2]) assert.match(await Peer.dial(t, port).closed, /ECONNRESET|EPIPE/);
    const [, port2] = await program.prints(
      /conn 2 .*refused {2}nobody listens on 127\.0\.0\.1:\d+ \(ECONNREFUSED\) {2}start the server: npx tsx echo-server\.ts --port (\d+)\n/,
    );
    assert.equal(Number(port2), target);
    assert.equal((await interrupted(program)).code, 0);
  });
});

describe('the ways out', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    it(`${signal} ends it with code 0, and lets its clients go`, async (t) => {
      const server = await startServer(t);
      const { program, port } = await startInspector(t, server.port, '--plain');
      const peer = await Peer.connect(t, port);
      peer.socket.write(request(1, 'HORA'));
      await peer.framesUpTo(1);
      const ended = await interrupted(program, signal);
      assert.deepEqual([ended.code, ended.signal], [0, null]);
      await peer.closed;
    });

  it('ends when nobody reads what it prints any more', async (t) => {
    const server = await startServer(t);
    const { program, port } = await startInspector(t, server.port, '--plain');
    program.child.stdout?.destroy();
    const peer = await Peer.connect(t, port);
    await peer.closed;
    assert.equal((await program.ended).code, 0);
  });

  it('says that what it prints cannot be written', { skip: !existsSync('/dev/full') }, async (t) => {
    const file = join(temporaryFolder(t), 'recording');
    writeFileSync(file, '{"kind":"opened","connection":1,"at":1,"client":"a","target":"b"}\n');
    const words = ['--import', 'tsx', INSPECTOR, '--replay', file, '--json', '--lang', 'en'];
    const full = openSync('/dev/full', 'w');
    t.after(() => closeSync(full));
    const { status, stderr } = spawnSync(process.execPath, words, {
      cwd: ROOT,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /^Standard output cannot be written \(ENOSPC\); the inspector ends\.$/m);
  });

  it('says who can reach it, where that is not this machine alone', async (t) => {
    const program = new Program(t, [INSPECTOR, '--listen', '0.0.0.0:0', '--plain']);
    await program.prints(/0\.0\.0\.0 is not loopback: whoever reaches this machine can connect/);
    await interrupted(program);
  });

  it('says that the port is taken', async (t) => {
    const taken = createServer();
    t.after(() => taken.close());
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    const { port } = taken.address() as { port: number };
    const english = await runToEnd(t, [INSPECTOR, '--listen', String(port), '--plain']);
    assert.equal(english.code, 1);
    assert.equal(
      english.stderr,
      `The inspector cannot listen on 127.0.0.1:${port} (EADDRINUSE): another one may be running. Stop it, or choose another port: --listen 0\n`,
    );
    const portuguese = await runToEnd(t, [INSPECTOR, '--listen', String(port), '--plain', '--lang=pt']);
    assert.match(portuguese.stderr, /^O inspetor não consegue ouvir/);
  });

  it('names the address where it is the address that cannot be had', async (t) => {
    const { code, stderr } = await runToEnd(t, [INSPECTOR, '--listen', '192.0.2.1:0', '--plain']);
    assert.deepEqual([code, stderr], [1, 'The inspector cannot listen on 192.0.2.1:0 (EADDRNOTAVAIL)\n']);
  });

  it('refuses what it cannot do with a sentence and code 2', async (t) => {
    const { code, stdout, stderr } = await runToEnd(t, [INSPECTOR, '--replay', 'x', '--step']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^--step takes a screen, .* --help lists the options\)\n$/);
  });

  it('prints its help and its version', async (t) => {
    const help = await runToEnd(t, [INSPECTOR, '--help']);
    assert.equal(help.code, 0);
    for (const option of [
      '--listen',
      '--target',
      '--as',
      '--keep',
      '--record',
      '--replay',
      '--demo',
      '--theme',
    ])
      assert.match(help.stdout, new RegExp(`^ +${option}\\b`, 'm'));
    assert.match((await runToEnd(t, [INSPECTOR, '--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});

describe('recordings', () => {
  /** A conversation, recorded; what was printed meanwhile. */
  async function recorded(t: TestContext) {
    const file = join(temporaryFolder(t), 'lecture.jsonl');
    const server = await startServer(t);
    const { program, port } = await startInspector(t, server.port, '--plain', '--record', file);
    const peer = await Peer.connect(t, port);
    peer.socket.write(request(1, 'LISTAR'));
    await peer.framesUpTo(1);
    peer.socket.end(request(2, 'SAIR'));
    await peer.closed;
    await program.prints(/closed/);
    const { code, stdout } = await interrupted(program);
    assert.equal(code, 0);
    return { file, stdout };
  }

  function replay(t: TestContext, file: string, ...words: string[]) {
    return runToEnd(t, [INSPECTOR, '--replay', file, '--speed', '1000', '--plain', ...words]);
  }

  it('give the same rows again, without a network', async (t) => {
    const { file, stdout } = await recorded(t);
    const replayed = await replay(t, file);
    assert.equal(replayed.code, 0, replayed.stderr);
    assert.equal(replayed.stdout, stdout);
  });

  it('lose nothing but a last line that was cut off', async (t) => {
    const { file, stdout } = await recorded(t);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, -9));
    const replayed = await replay(t, file);
    assert.equal(replayed.code, 0);
    assert.equal(`${replayed.stdout}${stdout.slice(replayed.stdout.length)}`, stdout);
    assert.match(stdout.slice(replayed.stdout.length), /^#\d+ .*closed {2}after [\d.]+ s\n$/);
  });

  for (const [name, text] of [
    ['not JSON', 'hello\nworld\n'],
    ['something else in JSON', '{"kind":"read"}\n[]\n'],
    [
      'an event with a wrong part',
      '{"kind":"refused","connection":1,"at":1,"code":7}\n{"kind":"closed","connection":1,"at":1}\n',
    ],
    ['bytes', '\0\x01\x02\n\xff\n'],
    ['bytes without a newline', '\0\x01\x02'.repeat(10_000)],
    ['one line of text', 'hello'],
  ] as const)
    it(`are told from ${name}`, async (t) => {
      const file = join(temporaryFolder(t), 'other');
      writeFileSync(file, text);
      const { code, stdout, stderr } = await replay(t, file);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^Line 1 of .* is not an event; --record writes such files\.\n$/);
    });

  it('are not overwritten by their own replay', async (t) => {
    const { file } = await recorded(t);
    const before = readFileSync(file);
    assert.equal((await replay(t, file, '--record', file)).code, 2);
    assert.deepEqual(readFileSync(file), before);
  });

  it('are not written over by the next recording', async (t) => {
    const { file } = await recorded(t);
    const before = readFileSync(file);
    const { code, stderr } = await runToEnd(t, [INSPECTOR, '--listen', '0', '--plain', '--record', file]);
    assert.equal(code, 1);
    assert.match(stderr, /is there already, and not empty\. Take another name/);
    assert.deepEqual(readFileSync(file), before);
  });

  it('may have been cut off in their first line', async (t) => {
    const file = join(temporaryFolder(t), 'cut');
    writeFileSync(file, '{"kind":"opened","connection":1,"at":12');
    const { code, stdout } = await replay(t, file);
    assert.deepEqual([code, stdout], [0, '']);
  });

  it('may be empty', async (t) => {
    const file = join(temporaryFolder(t), 'empty');
    writeFileSync(file, '');
    const { code, stdout } = await replay(t, file);
    assert.deepEqual([code, stdout], [0, '']);
  });

  it('that are not there are said to be', async (t) => {
    const { code, stderr } = await replay(t, join(temporaryFolder(t), 'nothing'));
    assert.equal(code, 1);
    assert.match(stderr, /cannot be read \(ENOENT\)/);
  });

  it('that break off are said to, and cost the exit code', { skip: !existsSync('/dev/full') }, async (t) => {
    const { program, port } = await startInspector(t, await freePort(), '--plain', '--record', '/dev/full');
    await Peer.connect(t, port);
    await program.prints(/The recording \/dev\/full cannot be written \(ENOSPC\)\.\n/);
    assert.equal((await interrupted(program)).code, 1);
  });

  it('that cannot be written are said so before anything listens', async (t) => {
    const file = join(temporaryFolder(t), 'no', 'folder');
    const { code, stderr } = await runToEnd(t, [INSPECTOR, '--listen', '0', '--plain', '--record', file]);
    assert.equal(code, 1);
    assert.match(stderr, /cannot be written \(ENOENT\)/);
  });
});

it('--demo shows a whole conversation and ends', async (t) => {
  const { code, stdout } = await runToEnd(t, [INSPECTOR, '--demo', '--plain']);
  assert.equal(code, 0);
  for (const word of [
    'CONSULTA',
    'HORA',
    'LISTAR',
    'ARQUIVO file3.txt',
    'CHUNK',
    'PING',
    'not-found',
    'BYE',
    'bad-magic',
  ])
    assert.ok(stdout.includes(word), word);
});

describe('on a real terminal', { skip: WITHOUT_TMUX }, () => {
  const command = `${process.execPath} --import tsx ${INSPECTOR} --lang en`;

  it('starts, shows a frame, and q leaves the terminal as it was', async (t) => {
    const terminal = await openTmux(t);
    const before = await terminal.state();
    await terminal.type('echo before', 'Enter');
    await terminal.shows(/^before\n\$ *\n*$/m); // the prompt is back: nothing is typed ahead of it
    await terminal.type(`${command} --demo`, 'Enter');
    await terminal.shows(/REQUEST +1 +17 +CONSULTA/);
    assert.notEqual(await terminal.state(), before);
    await terminal.type('q');
    const after = await terminal.shows(/before\n(.*\n)*\$ *\n*$/);
    assert.doesNotMatch(after, /REQUEST/);
    assert.equal(await terminal.state(), before);
  });

  it('Ctrl-Z gives the terminal to the shell, and fg takes it back, also after kill -STOP', async (t) => {
    const terminal = await openTmux(t);
    const before = await terminal.state();
    const pidFile = join(temporaryFolder(t), 'pid');
    await terminal.type(`sh -c 'echo $$ >${pidFile}; exec ${command} --listen 0'`, 'Enter');
    await terminal.shows(/Waiting for a client/);
    const during = await terminal.state();
    await terminal.type('C-z');
    await terminal.shows(/Stopped/);
    assert.equal(await terminal.state(), before);
    await terminal.type('fg', 'Enter');
    await terminal.shows(/Waiting for a client/);
    await terminal.type('?');
    await terminal.shows(/Keys/);
    assert.equal(await terminal.state(), during);
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGSTOP');
    await terminal.shows(/Stopped \(signal\)/);
    await terminal.type('fg', 'C-j'); // the terminal is as the inspector left it: Enter sends a bare CR
    await terminal.shows(/^(?![\s\S]*Stopped)[\s\S]*Keys/);
    await terminal.type('?');
    await terminal.shows(/Waiting for a client/);
    await terminal.type('q');
    await terminal.shows(/\$ *\n*$/);
    assert.equal(await terminal.state(), before);
  });

  it('draws nothing on the shell that has the terminal again, however often and whatever is held', async (t) => {
    const terminal = await openTmux(t, { columns: 80, rows: 24 });
    await terminal.type(`${command} --demo`, 'Enter');
    await terminal.shows(/REQUEST +1 +17/);
    await terminal.type('i');
    await terminal.shows(/held \d/);
    for (let times = 0; times < 2; times += 1) {
      await terminal.type('C-z');
      const shell = await terminal.shows(/Stopped(.|\n)*\n\$ *\n*$/);
      assert.doesNotMatch(shell, /REQUEST|Frames/);
      await terminal.type('fg', 'Enter');
      await terminal.shows(/held \d/);
    }
  });

  it('selects the newest of a recording that is over before the screen is there, and says so step by step', async (t) => {
    const file = join(temporaryFolder(t), 'recording');
    const opened = { kind: 'opened', connection: 1, at: 1, client: 'a:1', target: 'b:2' };
    writeFileSync(
      file,
      [opened, { kind: 'closed', connection: 1, at: 1 }].map((event) => JSON.stringify(event)).join('\n'),
    );
    const terminal = await openTmux(t);
    await terminal.type(`${command} --replay ${file}`, 'Enter');
    await terminal.shows(/▌ +2 .*closed/);
    await terminal.type('q');
    await terminal.shows(/\$ *\n*$/);
    await terminal.type(`${command} --replay ${file} --step`, 'Enter');
    await terminal.shows(/Space plays the first event/);
    await terminal.type('Space', 'Space');
    await terminal.shows(/▌ +2 .*closed/);
    await terminal.type('Space');
    await terminal.shows(/the recording is over/);
  });

  it('says in the screen that a recording breaks off, and once more behind it', async (t) => {
    const terminal = await openTmux(t);
    await terminal.type(`${command} --demo --record /dev/full`, 'Enter');
    const during = await terminal.shows(/recording .* cannot be written/);
    assert.match(during.trimEnd().split('\n').at(0) ?? '', /^ inspector .*following/);
    await terminal.type('q');
    await terminal.shows(/\$ *\n*$/);
    await terminal.type('echo code $?', 'Enter');
    await terminal.shows(/^The recording \/dev\/full cannot be written \(ENOSPC\)\.\n[\s\S]*^code 1$/m);
  });

  it('lets go of held frames in order when it is left', async (t) => {
    let received: Peer | undefined;
    const target = await startScriptedServer(t, (peer) => {
      received = peer;
    });
    const terminal = await openTmux(t);
    const port = await freePort();
    await terminal.type(`${command} --listen ${port} --target ${target}`, 'Enter');
    await terminal.shows(/Waiting for a client/);
    await terminal.type('i');
    await terminal.shows(/HOLD/);
    const frames = [request(1, 'HORA'), request(2, 'LISTAR')];
    const peer = await Peer.connect(t, port);
    peer.socket.write(Buffer.concat(frames));
    await terminal.shows(/1 held/);
    assert.deepEqual(received?.received, []);
    await terminal.type('q');
    await terminal.shows(/q again quits and lets go of what is held, in order: 1 frame/);
    await terminal.type('q');
    await received?.ended;
    assert.deepEqual(Buffer.concat(received?.received ?? []), Buffer.concat(frames));
  });
});
