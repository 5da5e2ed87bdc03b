/** Under its final name a file is whole, or it is not there. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Download, WrongContent } from '../../files/save.ts';
import { temporaryFolder } from '../support.ts';

const CONTENT = Buffer.from('conteúdo');
const EXPECTED = { size: CONTENT.length, sha256: createHash('sha256').update(CONTENT).digest('hex') };

test('a file appears under its name when it is whole, in a folder made for it', async (t) => {
  const folder = join(temporaryFolder(t), 'a', 'b');
  const download = await Download.begin(folder, 'file.txt');
  await download.write(CONTENT);
  assert.ok(!existsSync(join(folder, 'file.txt')));
  const saved = await download.finish(EXPECTED);
  assert.deepEqual(saved, { path: join(folder, 'file.txt'), ...EXPECTED, replaced: false });
  assert.deepEqual(readFileSync(saved.path), CONTENT);
  assert.deepEqual(readdirSync(folder), ['file.txt']);
});

test('a folder that cannot be made is an error at once, however far up', {
  skip: !existsSync('/proc/self'),
}, async () => {
  for (const folder of ['/proc/nothing', '/proc/nothing/below'])
    await assert.rejects(Download.begin(folder, 'file.txt'), { code: 'ENOENT' });
});

test('many chunks of many sizes come out as they went in, though all came in the same memory', async (t) => {
  const folder = temporaryFolder(t);
  const chunks = Array.from({ length: 70 }, (_, index) => Buffer.alloc(index * 1_000, index));
  const whole = Buffer.concat(chunks);
  const memory = Buffer.alloc(70_000);
  const download = await Download.begin(folder, 'large');
  for (const chunk of chunks) {
    chunk.copy(memory);
    await download.write(memory.subarray(0, chunk.length));
  }
  const sha256 = createHash('sha256').update(whole).digest('hex');
  const { path } = await download.finish({ size: whole.length, sha256 });
  assert.ok(readFileSync(path).equals(whole));
});

test('an older file is replaced only by a whole one, and that is said', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'file.txt'), 'older');
  const broken = await Download.begin(folder, 'file.txt');
  await broken.write(Buffer.from('other'));
  await assert.rejects(broken.finish({ ...EXPECTED, size: 5 }), WrongContent);
  await broken.discard();
  assert.equal(readFileSync(join(folder, 'file.txt'), 'utf8'), 'older');
  const whole = await Download.begin(folder, 'file.txt');
  await whole.write(CONTENT);
  assert.equal((await whole.finish(EXPECTED)).replaced, true);
  assert.deepEqual(readdirSync(folder), ['file.txt']);
});

test('a wrong size is refused, whatever the digest says', async (t) => {
  const download = await Download.begin(temporaryFolder(t), 'file.txt');
  await download.write(CONTENT);
  await assert.rejects(download.finish({ ...EXPECTED, size: CONTENT.length + 1 }), WrongContent);
  await download.discard();
});

test('what is given up leaves nothing behind', async (t) => {
  const folder = temporaryFolder(t);
  const download = await Download.begin(folder, 'file.txt');
  await download.write(Buffer.alloc(2 << 20));
  await download.discard();
  await download.discard();
  assert.deepEqual(readdirSync(folder), []);
});

test('a folder in the way of the name is an error, and stays', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'file.txt'));
  const download = await Download.begin(folder, 'file.txt');
  await download.write(CONTENT);
  await assert.rejects(download.finish(EXPECTED));
  await download.discard();
  assert.deepEqual(readdirSync(folder), ['file.txt']);
});
