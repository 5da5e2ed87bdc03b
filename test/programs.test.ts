/** Whole journeys: the real programs, as people and scripts run them. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, symlinkSync, truncateSync, watch, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { encodeFrame, FrameType } from '../protocol/frame.ts';
import { encodeError, encodeFile, encodeRequest } from '../protocol/message.ts';
import {
  freePort,
  Peer,
  Program,
  ROOT,
  runToEnd,
  startScriptedServer,
  startServer,
  temporaryFolder,
} from './support.ts';

const WINDOWS = process.platform === 'win32';
const listening = /listening on 127\.0\.0\.1:(\d+)/;

/** Resolves when nobody listens there any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const open = await once(socket, 'connect').catch(() => undefined);
    socket.destroy();
    if (!open) return;
  }
}

async function startServerProgram(t: TestContext, ...words: string[]) {
  const program = new Program(t, ['echo-server.ts', '--port', '0', ...words]);
  const [, port = ''] = await program.prints(listening);
  return { program, port };
}

function client(t: TestContext, port: number | string, words: readonly string[], options = {}) {
  return runToEnd(t, ['echo-client.ts', '--port', String(port), ...words], options);
}

test('one command on the command line is one answer on standard output, and nothing else there', async (t) => {
  const { port } = await startServer(t);
  const listed = await client(t, port, ['LISTAR']);
  assert.equal(listed.code, 0, listed.stderr);
  assert.deepEqual(listed.stdout.split('\n'), [
    'acentuação.txt',
    'aperto-de-mao.png',
    'file1.txt',
    'file2.txt',
    'file3.txt',
    'relatório da aula.txt',
    'um-mebibyte.txt',
    'vazio.txt',
    '',
  ]);
  assert.equal((await client(t, port, ['consulta'])).stdout, 'Servidor online 24 horas\n');
  assert.match((await client(t, port, ['PING', 'olá', 'mundo'])).stdout, /^olá mundo {2}\d+\.\d\d ms\n$/);
});

test('every file of DB/ arrives as it is, and its path is printed', async (t) => {
  const { port } = await startServer(t);
  const out = temporaryFolder(t);
  const names = readdirSync(join(ROOT, 'DB'));
  const input = names.map((name) => `3 ${name}\n`).join('');
  const ended = await client(t, port, ['--out', out], { input });
  assert.equal(ended.code, 0, ended.stderr);
  assert.deepEqual(
    ended.stdout.trim().split('\n'),
    names.map((name) => join(out, name)),
  );
  for (const name of names)
    assert.ok(readFileSync(join(out, name)).equals(readFileSync(join(ROOT, 'DB', name))), name);
  assert.deepEqual(readdirSync(out).sort(), names.sort());
});

test('lines from a pipe are answered in order, without prompts, and SAIR is the last', async (t) => {
  const { port } = await startServer(t);
  const cwd = temporaryFolder(t);
  const ended = await client(t, port, [], { cwd, input: '1\n3 file1.txt\n5\n1\n' });
  assert.equal(ended.stdout, `Servidor online 24 horas\n${join('downloads', 'file1.txt')}\nAdeus!\n`);
  assert.equal(ended.code, 0);
});

test('--json gives each answer as one line', async (t) => {
  const { port } = await startServer(t);
  const out = temporaryFolder(t);
  const ended = await client(t, port, ['--json', '--out', out], {
    input: '1\n3 file1.txt\n3 nada\nping a\n5\n',
  });
  const [consulta, file, missing, ping, sair] = ended.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(consulta, { command: 'CONSULTA', argument: null, answer: 'Servidor online 24 horas' });
  assert.equal(file.path, join(out, 'file1.txt'));
  assert.equal(file.size, 40);
  assert.deepEqual(missing.error, { code: 'not-found', message: 'Arquivo não encontrado!' });
  assert.equal(ping.answer, 'a');
  assert.equal(sair.answer, 'Adeus!');
  assert.equal(ended.code, 1);
});

test('the exit code tells an error, a mistake, a missing server and a lost one apart', async (t) => {
  const { port } = await startServer(t);
  const nobody = await freePort();
  const deaf = await startScriptedServer(t, ({ socket }) => socket.end());
  const full = await startScriptedServer(t, ({ socket }) =>
    socket.end(encodeError(0, 'too-many-connections')),
  );
  const cases: ReadonlyArray<readonly [number, RegExp, number, readonly string[]]> = [
    [1, /it has no such file \(not-found\)/, port, ['ARQUIVO', 'nada']],
    [2, /"NADA": no such command; type 1 to 5/, nobody, ['NADA']],
    [2, /ARQUIVO needs the name of a file/, nobody, ['3']],
    [2, /it has one of \/ \\/, nobody, ['ARQUIVO', '../x']],
    [2, /there is no option --jsn/, nobody, ['--jsn', 'HORA']],
    [
      3,
      /No server on 127\.0\.0\.1:\d+ \(ECONNREFUSED\): start it with npx tsx echo-server\.ts/,
      nobody,
      ['HORA'],
    ],
    [3, /closed without a goodbye/, deaf, ['HORA']],
    [3, /too many clients.*\(too-many-connections\)/, full, ['HORA']],
  ];
  for (const [code, message, where, words] of cases) {
    const ended = await client(t, where, words);
    assert.equal(ended.code, code, `${words.join(' ')}: ${ended.stderr}`);
    assert.match(ended.stderr, message);
    assert.equal(ended.stdout, '');
  }
});

test('Portuguese is spoken where it is asked for, by --lang or by the locale', async (t) => {
  const { port } = await startServer(t);
  const byFlag = await client(t, port, ['--lang', 'pt', 'ARQUIVO', 'nada']);
  assert.match(byFlag.stderr, /o servidor respondeu com erro: Arquivo não encontrado! \(not-found\)/);
  const byLocale = await client(t, port, ['--help'], { env: { LC_ALL: 'pt_BR.UTF-8' } });
  assert.match(byLocale.stdout, /^Uso: npx tsx echo-client\.ts/);
});

test('hostile text from a server reaches the terminal only as text', async (t) => {
  const port = await startScriptedServer(t, async (peer) => {
    await peer.framesUpTo(1);
    const json = JSON.stringify(['\x1b[2Jevil', 'a\nb', '\u202etxt']);
    peer.socket.end(encodeFrame({ type: FrameType.REPLY, id: 1, payload: Buffer.from(json) }));
  });
  const program = new Program(t, ['echo-client.ts', '--port', String(port), 'LISTAR']);
  const ended = await program.ended;
  assert.equal(ended.stdout, '\\x1b[2Jevil\na\\nb\n\\u{202e}txt\n');
  assert.equal(ended.code, 3, 'no BYE came');
  const json = await client(t, port, ['--json', 'LISTAR']);
  assert.doesNotMatch(json.stdout, /[\x1b\x80-\x9f\u202e]/);
  assert.deepEqual(JSON.parse(json.stdout).answer, ['\x1b[2Jevil', 'a\nb', '\u202etxt']);
});

test('Ctrl-C in the middle of a file leaves nothing that looks whole, and says so', {
  skip: WINDOWS,
}, async (t) => {
  const out = temporaryFolder(t);
  const port = await startScriptedServer(t, async (peer) => {
    await peer.framesUpTo(1);
    peer.socket.write(encodeFile(1, { name: 'f', size: 2_000_000 }));
    peer.socket.write(encodeFrame({ type: FrameType.CHUNK, id: 1, payload: Buffer.alloc(65_536) }));
    peer.socket.write(encodeFrame({ type: FrameType.PING, id: 9, payload: Buffer.alloc(0) }));
    await peer.framesUpTo(2); // the PONG: what was sent before has been taken
    program.child.kill('SIGINT');
  });
  const program = new Program(t, ['echo-client.ts', '--port', String(port), '--out', out, 'ARQUIVO', 'f']);
  const ended = await program.ended;
  assert.equal(ended.code, 130);
  assert.match(ended.stderr, /interrupted; nothing of the unfinished file was kept/);
  assert.deepEqual(readdirSync(out), []);
});

test('Ctrl-C in the middle of a file in run.ts leaves nothing, and ends both', {
  skip: WINDOWS,
}, async (t) => {
  const db = temporaryFolder(t);
  const out = temporaryFolder(t);
  writeFileSync(join(db, 'large'), '');
  truncateSync(join(db, 'large'), 20 * 2 ** 30);
  const program = new Program(t, ['run.ts', '--port', '0', '--db', db, '--out', out, 'ARQUIVO', 'large']);
  const watcher = watch(out);
  t.after(() => watcher.close());
  await once(watcher, 'change'); // the temporary file: the transfer has begun
  program.child.kill('SIGINT');
  const { code, stderr } = await program.ended;
  assert.equal(code, 130, stderr);
  assert.match(stderr, /nothing of the unfinished file was kept/);
  assert.deepEqual(readdirSync(out), []);
});

test('a full disk ends the file, not the client, and leaves nothing', { skip: WINDOWS }, async (t) => {
  const { port } = await startServer(t);
  const out = temporaryFolder(t);
  // No file may grow beyond 64 blocks of 1 KiB (or of 512 bytes): the large one does not fit, the small one does.
  const { code, stderr } = await client(t, port, ['--out', out], {
    input: '3 um-mebibyte.txt\n3 file1.txt\n',
    env: { TSX_DISABLE_CACHE: '1' },
    ulimit: '-f 64',
  });
  assert.match(
    stderr,
    /the file cannot be saved: .*um-mebibyte\.txt: the file is larger than this system allows/,
  );
  assert.equal(code, 1);
  assert.deepEqual(readdirSync(out), ['file1.txt']);
});

test('Ctrl-C and SIGTERM stop the server with a goodbye and exit code 0', { skip: WINDOWS }, async (t) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const { program, port } = await startServerProgram(t);
    const peer = await Peer.connect(t, Number(port));
    await program.prints(/#1 {2}accept/);
    program.child.kill(signal);
    const [bye] = await peer.framesUpTo(1);
    assert.deepEqual([bye?.type, bye?.id], [FrameType.BYE, 0]);
    assert.equal((await program.ended).code, 0);
  }
});

test('a server that cannot start says why and what to do', async (t) => {
  const { port } = await startServer(t);
  const folder = temporaryFolder(t);
  const cases: ReadonlyArray<readonly [number, RegExp, readonly string[]]> = [
    [1, /^Port \d+ is taken: .* --port 0/, ['--port', String(port)]],
    [
      1,
      /^The folder .*absent cannot be read \(ENOENT\); create it/,
      ['--port', '0', '--db', join(folder, 'absent')],
    ],
    [1, /^This machine has no address 192\.0\.2\.1/, ['--port', '0', '--host', '192.0.2.1']],
    [2, /^--port takes a whole number from 0 to 65535, not "abc"/, ['--port', 'abc']],
    [2, /^--max-connections takes a whole number/, ['--max-connections', '0']],
    [2, /^"extra" means nothing here/, ['extra']],
  ];
  for (const [code, message, words] of cases) {
    const ended = await runToEnd(t, ['echo-server.ts', ...words]);
    assert.equal(ended.code, code, ended.stderr);
    assert.match(ended.stderr, message);
  }
});

test('a server whose log nobody reads any more goes on serving', { skip: WINDOWS }, async (t) => {
  const { program, port } = await startServerProgram(t);
  program.child.stdout?.destroy();
  for (let round = 0; round < 3; round += 1) {
    const ended = await client(t, port, ['CONSULTA']);
    assert.equal(ended.stdout, 'Servidor online 24 horas\n');
  }
});

test('run.ts is server and client in one; its exit code is the client’s, and nothing stays behind', async (t) => {
  const cwd = temporaryFolder(t);
  const ended = await runToEnd(t, ['run.ts', '--port', '0', '--', 'ARQUIVO', 'file1.txt'], { cwd });
  assert.equal(ended.code, 0, ended.stderr);
  assert.equal(ended.stdout, `${join('downloads', 'file1.txt')}\n`);
  assert.match(ended.stderr, / {2}server │ \d\d:\d\d:\d\d {2}#1 {2}ARQUIVO file1\.txt → 40 bytes/);
  const failed = await runToEnd(t, ['run.ts', '--port', '0', 'ARQUIVO', 'nada']);
  assert.equal(failed.code, 1);
  const [, port = ''] = /listening on 127\.0\.0\.1:(\d+)/.exec(failed.stderr) ?? [];
  assert.equal((await client(t, port, ['HORA'])).code, 3, 'the server is gone');
});

test('run.ts uses a server that is there already, and tells a mistake before anything starts', async (t) => {
  const { port } = await startServer(t);
  const used = await runToEnd(t, ['run.ts', '--port', String(port), 'CONSULTA']);
  assert.equal(used.stdout, 'Servidor online 24 horas\n');
  assert.match(used.stderr, /a server is already listening on port \d+; using that one/);
  const mistaken = await runToEnd(t, ['run.ts', '--nonsense']);
  assert.equal(mistaken.code, 2);
  assert.doesNotMatch(mistaken.stderr, /listening/);
  const noFolder = await runToEnd(t, ['run.ts', '--port', '0', '--db', join(temporaryFolder(t), 'absent')]);
  assert.equal(noFolder.code, 1);
  assert.match(noFolder.stderr, /cannot be read/);
});

test('a run.ts that is killed takes its server with it', { skip: WINDOWS }, async (t) => {
  const program = new Program(t, ['run.ts', '--port', '0']);
  const [, port = ''] = await program.prints(/connected to 127\.0\.0\.1:(\d+)/);
  const witness = await Peer.connect(t, Number(port));
  program.child.kill('SIGKILL');
  const [bye] = await witness.framesUpTo(1);
  assert.equal(bye?.type, FrameType.BYE);
  await witness.closed;
  await refused(Number(port));
});

test('Ctrl-C in run.ts ends the server too, also with another client connected', {
  skip: WINDOWS,
}, async (t) => {
  const program = new Program(t, ['run.ts', '--port', '0']);
  const [, port = ''] = await program.prints(/connected to 127\.0\.0\.1:(\d+)/);
  await Peer.connect(t, Number(port));
  program.child.kill('SIGINT');
  assert.equal((await program.ended).code, 130);
  await refused(Number(port));
});

test('lines that were not sent because the server stopped are not passed over in silence', async (t) => {
  const server = await startServer(t);
  const program = new Program(t, ['echo-client.ts', '--port', String(server.port)]);
  program.child.stdin?.write('1\n');
  await program.prints(/Servidor online/);
  void server.stop();
  const { code, stderr } = await program.ended;
  assert.match(stderr, /said goodbye before it had answered/);
  assert.equal(code, 3);
});

test('a client whose answers nobody reads any more ends', { skip: WINDOWS }, async (t) => {
  const { port } = await startServer(t);
  const program = new Program(t, ['echo-client.ts', '--port', String(port)]);
  program.child.stdin?.write('1\n');
  await program.prints(/Servidor online/);
  program.child.stdout?.destroy();
  program.child.stdin?.write('1\n'.repeat(100));
  const [code] = await once(program.child, 'exit');
  assert.equal(code, 0);
});

test('a client that resets in the middle of a file is logged with its request and the reason', async (t) => {
  const { program, port } = await startServerProgram(t);
  const peer = await Peer.connect(t, Number(port));
  peer.socket.pause();
  const asked = Array.from({ length: 50 }, (_, id) =>
    encodeRequest(id, { command: 'ARQUIVO', argument: 'um-mebibyte.txt' }),
  );
  peer.socket.write(Buffer.concat(asked));
  await program.prints(/ARQUIVO um-mebibyte\.txt → 1048576 bytes/);
  peer.socket.resetAndDestroy();
  await program.prints(/#1 {2}ARQUIVO um-mebibyte\.txt → cut\n/);
  await program.prints(/#1 {2}close → E[A-Z]+\n/);
});

test('links work: the scripts run when they are started through one, or without their extension', {
  skip: WINDOWS,
}, async (t) => {
  const link = join(temporaryFolder(t), 'linked.ts');
  symlinkSync(join(ROOT, 'echo-client.ts'), link);
  const linked = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), link, '--version']);
  assert.match(String(linked.stdout), /^\d+\.\d+\.\d+\n$/, String(linked.stderr));
  const bare = await runToEnd(t, ['echo-client', '--version']);
  assert.match(bare.stdout, /^\d+\.\d+\.\d+\n$/, bare.stderr);
});
