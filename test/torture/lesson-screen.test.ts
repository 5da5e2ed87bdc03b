/** The lessons as target: what a student's program or a stranger sends is shown, and obeyed by no terminal. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { basename, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { connect as connectOverTls, createServer as createTlsServer } from 'node:tls';
import { identity } from '../../lessons/14-tls/keys/identity.ts';
import { report } from '../../lessons/commands/report.ts';
import { findLessons } from '../../lessons/course/catalogue.ts';
import { checkFile } from '../../lessons/course/check.ts';
import { Progress } from '../../lessons/course/progress.ts';
import { encodeReply } from '../../protocol/message.ts';
import { request } from '../inspector/scene.ts';
import { type Ended, Program, ROOT, runToEnd, temporaryFolder } from '../support.ts';
import { assertHarmless, HOSTILE } from './hostile.ts';

const LESSONS = findLessons({ lessons: join(ROOT, 'lessons'), work: '', progress: '' });

type Form = (text: string) => Buffer;
const asItIs: Form = (text) => Buffer.from(text);
const asLine: Form = (text) => Buffer.from(`${text}\n`);
const asReply: Form = (text) => encodeReply(1, [text]);
/** A request in the form of lesson 07, and in that of lesson 06. */
const asRequest: Form = (text) => request(1, text, text);
const FORMS: readonly Form[] = [
  asLine,
  withLength,
  (text) => withLength(JSON.stringify([text, text])),
  asRequest,
];

const SERVERS = [
  ...LESSONS.map((lesson) => `${lesson}/server.ts`),
  '02-byte-stream/original/server.ts',
  '03-text-and-bytes/aside/live.ts',
  '09-files/original/server.ts',
  '11-many-clients/aside/one-loop.ts',
];
const CLIENTS = LESSONS.map((lesson) => [`${lesson}/client.ts`, formOf(Number(lesson.slice(0, 2)))] as const);

/** How the messages of a lesson lie in the stream. */
function formOf(lesson: number): Form {
  if (lesson <= 3) return asItIs;
  if (lesson === 4) return asLine;
  return lesson <= 6 ? withLength : asReply;
}

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

test("the check of a lesson shows what a student's program prints, returns and throws as text", async (t) => {
  const folder = temporaryFolder(t);
  const workshop = { lessons: join(ROOT, 'lessons'), work: folder, progress: join(folder, 'progress.json') };
  const [slug = ''] = findLessons(workshop);
  const file = join(folder, 'exercise.ts');
  const text = JSON.stringify(HOSTILE.join('\n'));
  writeFileSync(file, `console.log(${text}); console.error(${text}); throw new Error(${text});\n`);
  const checked = await checkFile(join(workshop.lessons, slug, 'exercise', 'check.ts'), file, { seed: 1 });
  const options = { step: 0, auto: true, giveUp: false, yes: false, seed: 1 };
  const progress = new Progress(workshop, () => {});
  const situation = { language: 'en', workshop, progress, all: [slug], slug, words: [], options } as const;
  const lines = report(checked, situation, 80).map((line) => line.replaceAll(/\x1b\[[\d;]*m/g, ''));
  await assertHarmless(t, 'the check', lines.join('\n'));
});

for (const program of SERVERS)
  test(`${program} shows what a client sends as text`, async (t) => {
    const server = new Program(t, [`lessons/${program}`, '0']);
    const [, port = ''] = await server.prints(/LISTEN[\s\S]*port: (\d+)/);
    const sent = HOSTILE.flatMap((text) => [text, ...FORMS.map((form) => form(text))]);
    const isTls = program.startsWith('14');
    const strangers = isTls ? sent.map((bytes) => sendAll(connectPlain(Number(port)), bytes)) : [];
    const open = isTls ? await connectTls() : connectPlain;
    await Promise.all(sent.map((bytes) => sendAll(open(Number(port)), bytes)));
    server.child.kill();
    await Promise.all(strangers); // some wait for a TLS handshake until now
    const { stdout, stderr } = await server.ended;
    assert.match(stdout, /\\u\{202e\}gnp\.exe/);
    await assertHarmless(t, program, stdout + stderr);
  });

for (const [program, form] of CLIENTS)
  test(`${program} shows what a server sends as text`, async (t) => {
    // node's inspect shows the first 10,000 characters of a text: the longest comes last
    const bytes = HOSTILE.toSorted((one, other) => one.length - other.length).map(form);
    const { stdout, stderr } = await hear(t, program, Buffer.concat(bytes));
    assert.match(stdout, /\\u\{202e\}gnp\.exe/);
    await assertHarmless(t, program, stdout + stderr);
  });

/** One quotes, the other escapes every byte that is not ASCII. */
const MAY_INSPECT = ['quoted.ts', 'pickle-opcodes.ts'];

test('no program of a lesson prints what is only inspected', () => {
  const files = LESSONS.flatMap((lesson) => programsBelow(join(ROOT, 'lessons', lesson)));
  assert.ok(files.length > 50);
  const careless = files.filter((file) => /\binspect\(/.test(readFileSync(file, 'utf8')));
  assert.deepEqual(
    careless.filter((file) => !MAY_INSPECT.includes(basename(file))),
    [],
  );
});

/** What `program` prints when it asks and gets `bytes`, then the end. */
async function hear(t: TestContext, program: string, bytes: Buffer): Promise<Ended> {
  const answer = (socket: Socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  };
  const server = program.startsWith('14') ? createTlsServer(await identity(), answer) : createServer(answer);
  t.after(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return runToEnd(t, [`lessons/${program}`, String(port)], {
    cwd: temporaryFolder(t),
    input: 'HORA\n',
  });
}

async function sendAll(socket: Socket, bytes: string | Buffer): Promise<void> {
  socket.on('error', () => {}).resume();
  socket.end(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
}

function connectPlain(port: number): Socket {
  return connect({ port, host: '127.0.0.1' });
}

async function connectTls(): Promise<typeof connectPlain> {
  const { ca } = await identity();
  return (port) => connectOverTls({ port, host: '127.0.0.1', ca });
}

/** Not what a walk prints of its own: steps, and what belongs to the exercise. */
function programsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?ts$/.test(name) && !/^exercise|steps\.ts$/.test(name))
    .map((name) => join(folder, name));
}
