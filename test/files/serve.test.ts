/** Which files a server gives away, on a real disk. */

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { listServed, openServed } from '../../files/serve.ts';
import { temporaryFolder } from '../support.ts';

const WINDOWS = process.platform === 'win32';
const ROOT_USER = process.getuid?.() === 0;

/** A folder `db` with one plain file, beside a file that must stay a secret. */
function database(t: TestContext): string {
  const folder = temporaryFolder(t);
  const db = join(folder, 'db');
  mkdirSync(db);
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(db, 'plain.txt'), 'plain');
  return db;
}

async function refusal(db: string, name: string): Promise<string> {
  return openServed(db, name).then(
    async ({ handle }) => {
      await handle.close();
      return 'served';
    },
    (error: { code: string }) => error.code,
  );
}

test('a plain file is opened, and its size told', async (t) => {
  const { handle, size } = await openServed(database(t), 'plain.txt');
  t.after(() => handle.close());
  assert.equal(size, 5);
  assert.equal(await handle.readFile('utf8'), 'plain');
});

test('a name that breaks the rule never reaches the disk', async (t) => {
  const db = database(t);
  for (const name of ['', '.', '..', '../secret.txt', '/etc/passwd', 'a\0b', 'NUL', 'C:x'])
    assert.equal(await refusal(db, name), 'bad-argument', JSON.stringify(name));
});

test('what is absent, a folder or nameless is not found', async (t) => {
  const db = database(t);
  mkdirSync(join(db, 'folder'));
  for (const name of ['absent', 'folder', '__proto__'])
    assert.equal(await refusal(db, name), 'not-found', name);
});

test('a link inside the folder is served, one that leads out, in a circle or nowhere is not', {
  skip: WINDOWS,
}, async (t) => {
  const db = database(t);
  symlinkSync('plain.txt', join(db, 'inside'));
  symlinkSync('../secret.txt', join(db, 'outside'));
  symlinkSync('circle', join(db, 'circle'));
  symlinkSync('nowhere', join(db, 'dangling'));
  symlinkSync('/dev/zero', join(db, 'device'));
  linkSync(join(db, 'plain.txt'), join(db, 'hard'));
  const codes = await Promise.all(
    ['inside', 'hard', 'below', 'outside', 'circle', 'dangling', 'device'].map((name) => refusal(db, name)),
  );
  assert.deepEqual(codes, [
    'served',
    'served',
    'not-found',
    'not-found',
    'not-found',
    'not-found',
    'not-found',
  ]);
});

test('a name that is now a file and now a link to a secret never gives the secret away', {
  skip: WINDOWS,
}, async (t) => {
  const db = database(t);
  const swap = spawn(process.execPath, ['-e', SWAP, db]);
  t.after(() => swap.kill('SIGKILL'));
  await once(swap.stdout, 'data');
  for (let round = 0; round < 2_000; round += 1) {
    const file = await openServed(db, 'sw').catch(() => undefined);
    const content = await file?.handle.readFile('utf8');
    await file?.handle.close();
    assert.notEqual(content, 'secret', `in round ${round}`);
  }
  swap.kill('SIGKILL');
  await once(swap, 'exit');
});

/** Exchanges db/sw as fast as it can: an empty file, a link to the secret, and so on. */
const SWAP = `
  const { renameSync, symlinkSync, writeFileSync } = require('node:fs');
  process.chdir(process.argv[1]);
  process.stdout.write('swapping');
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    writeFileSync('.t', '');
    renameSync('.t', 'sw');
    symlinkSync('../secret.txt', '.l');
    renameSync('.l', 'sw');
  }
`;

test('a named pipe that nobody writes to is not waited for', { skip: WINDOWS }, async (t) => {
  const db = database(t);
  execFileSync('mkfifo', [join(db, 'pipe')]);
  assert.equal(await refusal(db, 'pipe'), 'not-found');
});

test('a file that may not be read is a failure, not an absence', {
  skip: WINDOWS || ROOT_USER,
}, async (t) => {
  const db = database(t);
  chmodSync(join(db, 'plain.txt'), 0o000);
  assert.equal(await refusal(db, 'plain.txt'), 'file-failed');
  assert.deepEqual(await listServed(db), []);
});

test('the list has exactly the names that can be asked for, sorted by their bytes', {
  skip: WINDOWS,
}, async (t) => {
  const db = database(t);
  for (const name of ['b.txt', 'a b.txt', 'é.txt', 'Z.txt', 'con', 'tail.', 'co:lon'])
    writeFileSync(join(db, name), '');
  mkdirSync(join(db, 'folder'));
  symlinkSync('../secret.txt', join(db, 'outside'));
  const names = await listServed(db);
  assert.deepEqual(names, ['Z.txt', 'a b.txt', 'b.txt', 'plain.txt', 'é.txt']);
  for (const name of names) assert.equal(await refusal(db, name), 'served', name);
});

test('a folder that is gone cannot be listed', async (t) => {
  await assert.rejects(listServed(join(database(t), 'gone')), { code: 'file-failed' });
});
