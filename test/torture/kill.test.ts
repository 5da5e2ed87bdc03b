/** `kill -9` of client and server at random moments: what has a final name is whole, and the next request works. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startRelay } from '../../inspector/proxy.ts';
import { encodeRequest } from '../../protocol/message.ts';
import { freePort, Peer, Program, runToEnd, startServer, temporaryFolder } from '../support.ts';
import { account, type Below, chance, times } from './form.ts';

const WINDOWS = process.platform === 'win32';
const SIZES = [0, 1, 65_536, 65_537, 3_000_000, 9_000_000];
/** How long a client lives at most once its first file is there. */
const LONGEST_MS = 60;

/** Files of many sizes, and the digest of each. */
function database(t: TestContext): { db: string; digests: ReadonlyMap<string, string> } {
  const db = temporaryFolder(t);
  const files = SIZES.map((size) => [`${size}.bin`, Buffer.alloc(size, `${size} `)] as const);
  for (const [name, content] of files) writeFileSync(join(db, name), content);
  return { db, digests: new Map(files.map(([name, content]) => [name, digest(content)])) };
}

function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Files that look finished and are not. */
function broken(folder: string, digests: ReadonlyMap<string, string>): string[] {
  const names = readdirSync(folder).filter((name) => !/^\.[0-9a-f]+\.part$/.test(name));
  return names.filter((name) => digests.get(name) !== digest(readFileSync(join(folder, name))));
}

/** A client that fetches all files again and again. */
function startClient(t: TestContext, port: number, out: string): Program {
  const client = new Program(t, ['echo-client.ts', '--port', String(port), '--out', out]);
  client.child.stdin?.write(
    SIZES.map((size) => `3 ${size}.bin\n`)
      .join('')
      .repeat(1_000),
  );
  return client;
}

/** At a random moment: early, when it may not have connected yet, or while it fetches. */
async function moment(client: Program, below: Below, early: boolean): Promise<void> {
  if (!early) await client.prints(/\.bin\n/);
  await pause(below(LONGEST_MS));
}

test('a client that is killed leaves no file that looks whole and is not; the next one is served', {
  skip: WINDOWS,
}, async (t) => {
  const below = chance(t);
  const { db, digests } = database(t);
  const server = await startServer(t, { db });
  const relay = await startRelay({
    listen: { host: '127.0.0.1', port: 0 },
    target: { host: '127.0.0.1', port: server.port },
    onEvent: () => {},
  });
  t.after(() => relay.stop());
  const out = temporaryFolder(t);
  const lost: string[] = [];
  const rounds = times(2, 200);
  for (let round = 0; round < rounds; round += 1) {
    const client = startClient(t, round % 2 ? relay.port : server.port, out);
    await moment(client, below, round % 4 === 3);
    client.child.kill('SIGKILL');
    await client.ended;
    lost.push(...broken(out, digests));
    await assertServed(t, round % 2 ? relay.port : server.port);
  }
  assert.ok(readdirSync(out).length > 0, 'some had begun');
  account(t, rounds, 'clients killed', lost);
});

async function assertServed(t: TestContext, port: number): Promise<void> {
  const peer = await Peer.connect(t, port);
  peer.socket.end(encodeRequest(1, { command: 'CONSULTA', argument: null }));
  await peer.ended;
  assert.equal(peer.frames.length, 2, 'a REPLY and a BYE');
}

test('a server that is killed costs its clients the unfinished file alone, and starts again on its port', {
  skip: WINDOWS,
}, async (t) => {
  const below = chance(t);
  const { db, digests } = database(t);
  const port = await freePort();
  const out = temporaryFolder(t);
  const lost: string[] = [];
  const rounds = times(1, 200);
  for (let round = 0; round < rounds; round += 1) {
    const server = new Program(t, ['echo-server.ts', '--port', String(port), '--db', db]);
    await server.prints(/listening/);
    const client = startClient(t, port, out);
    await moment(client, below, round % 4 === 3);
    server.child.kill('SIGKILL');
    await server.ended;
    client.child.stdin?.end();
    const { code, stderr } = await client.ended;
    assert.equal(code, 3, stderr);
    lost.push(...broken(out, digests), ...readdirSync(out).filter((name) => name.endsWith('.part')));
  }
  const server = new Program(t, ['echo-server.ts', '--port', String(port), '--db', db]);
  await server.prints(/listening/);
  const { stdout } = await runToEnd(t, [
    'echo-client.ts',
    '--port',
    String(port),
    '--out',
    out,
    '3',
    '9000000.bin',
  ]);
  assert.equal(stdout, `${join(out, '9000000.bin')}\n`);
  account(t, rounds, 'servers killed', [...lost, ...broken(out, digests)]);
});
