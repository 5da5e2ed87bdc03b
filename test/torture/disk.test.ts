/** No room on the disk: under its final name a file is whole or absent, and the next that fits is saved. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ROOT, runToEnd, startServer, temporaryFolder } from '../support.ts';
import { account, times } from './form.ts';

const WINDOWS = process.platform === 'win32';
const LARGE = 'um-mebibyte.txt';
const NAMES = [LARGE, 'file1.txt', LARGE, 'file2.txt'];
const KIB = 1024;

/** A disk of `bytes` that goes with the test; undefined where this user may not make one. */
function smallDisk(t: TestContext, bytes: number): string | undefined {
  let disk: string | undefined;
  t.after(() => disk && spawnSync('umount', [disk])); // before the folder in which it lies goes
  const folder = join(temporaryFolder(t), 'disk');
  mkdirSync(folder);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]).status === 0) disk = folder;
  return disk;
}

/** What has a final name and is not what the server has, and what was left over. */
function damaged(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    const original = join(ROOT, 'DB', name);
    return !existsSync(original) || digest(original) !== digest(join(folder, name));
  });
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** The large files do not fit, the small ones do. */
async function assertSaves(t: TestContext, out: string, why: RegExp, ulimit: string): Promise<string[]> {
  const { port } = await startServer(t);
  const words = ['echo-client.ts', '--port', String(port), '--out', out];
  const input = NAMES.map((name) => `3 ${name}\n`).join('');
  const { code, stderr } = await runToEnd(t, words, { input, ulimit, env: { TSX_DISABLE_CACHE: '1' } });
  assert.equal(code, 1, stderr);
  assert.equal(stderr.match(why)?.length, 2, stderr);
  assert.deepEqual(readdirSync(out).sort(), ['file1.txt', 'file2.txt']);
  return damaged(out);
}

test('a file that is larger than the system allows is given up, the next is saved', {
  skip: WINDOWS,
}, async (t) => {
  const lost: string[] = [];
  const rounds = times(1, 10);
  for (let round = 1; round <= rounds; round += 1)
    lost.push(
      ...(await assertSaves(t, temporaryFolder(t), /larger than this system allows/g, `-f ${64 * round}`)),
    );
  account(t, rounds * NAMES.length, 'files where none may be large', lost);
});

test('a file that fills the disk is given up, the next is saved', { skip: WINDOWS }, async (t) => {
  const lost: string[] = [];
  const rounds = times(1, 10);
  for (let round = 1; round <= rounds; round += 1) {
    const disk = smallDisk(t, round * 64 * KIB);
    if (disk === undefined) return t.skip('needs the right to mount a disk');
    lost.push(...(await assertSaves(t, disk, /the disk is full/g, '')));
  }
  account(t, rounds * NAMES.length, 'files on a disk that is too small', lost);
});
