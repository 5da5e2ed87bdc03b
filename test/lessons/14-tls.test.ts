/** Lesson 14 is lesson 13 over TLS, with keys that are made once and judged as the READMEs say. */

import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { identity, makeIdentity } from '../../lessons/14-tls/keys/identity.ts';
import { ROOT, temporaryFolder } from '../support.ts';

test('frame-socket.ts is that of lesson 13, letter for letter', () => {
  const read = (lesson: string) => readFileSync(join(ROOT, 'lessons', lesson, 'frame-socket.ts'), 'utf8');
  assert.equal(read('14-tls'), read('13-hostile-input'));
});

test('who needs the keys at the same time gets the same, and nothing else is left', async (t) => {
  const work = temporaryFolder(t);
  const folder = join(work, 'deep', 'keys');
  const all = await Promise.all([identity(folder), identity(folder), identity(folder)]);
  assert.deepEqual(await identity(folder), all[0]);
  for (const one of all) assert.deepEqual(one, all[0]);
  assert.deepEqual(readdirSync(join(work, 'deep')), ['keys']);
  assert.deepEqual(readdirSync(folder).sort(), ['ca.pem', 'cert.pem', 'key.pem']);
});

test('the certificate speaks for its names alone, and is signed by its own authority alone', async () => {
  const names = { dns: 'aula.example', ip: '127.0.0.1' };
  const [ours, copy] = await Promise.all([makeIdentity(names), makeIdentity(names)]);
  const cert = new X509Certificate(ours.cert);
  const authority = new X509Certificate(ours.ca);
  assert.equal(cert.checkHost('aula.example'), 'aula.example');
  assert.equal(cert.checkIP('127.0.0.1'), '127.0.0.1');
  assert.equal(cert.checkHost('outra.example'), undefined);
  assert.ok(authority.ca && !cert.ca);
  assert.ok(cert.verify(authority.publicKey));
  assert.ok(!cert.verify(new X509Certificate(copy.ca).publicKey));
  assert.ok(!ours.ca.includes('PRIVATE'));
});
