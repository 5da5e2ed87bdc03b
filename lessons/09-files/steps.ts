/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { listServed, openServed } from '../../files/serve.ts';
import type { ProtocolError } from '../../protocol/error.ts';
import { fileNameFault } from '../../protocol/file-name.ts';
import { encodeFrame, type Frame, FrameType, HEADER_BYTES } from '../../protocol/frame.ts';
import { encodeRequest, parseError, parseReply } from '../../protocol/message.ts';
import { printable } from '../../terminal/escape.ts';
import { receiveFrame, sendFrame, takeFrame } from '../08-commands/talk.ts';
import type { Client } from '../course/actors.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';

const LESSON = '09-files';
const PICTURE_NAME = 'aperto-de-mao.png';
const PICTURE = readFileSync(new URL(`../../DB/${PICTURE_NAME}`, import.meta.url));
/** What String() makes of a byte that is not text: U+FFFD, in UTF-8. */
const UNREADABLE = Buffer.from('efbfbd', 'hex');

function request(id: number, name: string): Frame {
  return { type: FrameType.REQUEST, id, payload: Buffer.from(JSON.stringify(['ARQUIVO', name])) };
}

/** What came, and what it was, side by side. */
const BOTH_HEAD = {
  en: '            in DB/        received',
  pt: '            em DB/        recebido',
};

async function breakThePicture(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON, 'as-text.ts');
  const client = await stage.connect(server);
  sendFrame(stage, client, request(1, PICTURE_NAME));
  const received = Buffer.from(await takeReply(client));
  stage.print();
  stage.print({ en: `in DB/${PICTURE_NAME}:`, pt: `em DB/${PICTURE_NAME}:` });
  stage.dump(PICTURE.subarray(0, 16), { fields: [{ name: '!', size: 1 }] });
  stage.print({ en: 'received:', pt: 'recebido:' });
  stage.dump(received.subarray(0, 18), { fields: [{ name: '!', size: UNREADABLE.length }] });
  stage.print(BOTH_HEAD);
  stage.print(`bytes       ${both(PICTURE.length, received.length)}`);
  stage.print(`ef bf bd    ${both(countUnreadable(PICTURE), countUnreadable(received))}`);
}

async function takeReply(client: Client): Promise<string> {
  const frame = await takeFrame(client);
  if (frame?.type !== FrameType.REPLY) throw new Error('expected a REPLY');
  client.tells(`← REPLY id ${frame.id}   ${frame.payload.length} bytes`);
  return String(parseReply(frame.payload));
}

function both(first: number, second: number): string {
  return String(first).padEnd(14) + String(second);
}

function countUnreadable(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(UNREADABLE); at !== -1; at = bytes.indexOf(UNREADABLE, at + 1)) count += 1;
  return count;
}

async function sendBytes(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  sendFrame(stage, client, request(1, PICTURE_NAME));
  await server.says(/ARQUIVO/);
  await receiveFrame(stage, client);
  const chunk = await receiveFrame(stage, client);
  await receiveFrame(stage, client);
  stage.print();
  stage.print({ en: 'the CHUNK begins:', pt: 'o CHUNK começa assim:' });
  const bytes = encodeFrame(chunk).subarray(0, HEADER_BYTES + 16);
  stage.dump(bytes, {
    fields: [
      { name: 'header', size: HEADER_BYTES },
      { name: 'payload', size: 16 },
    ],
  });
  stage.print({
    en: `SHA-256 of the file in DB/   ${digestOf(PICTURE)}`,
    pt: `SHA-256 do arquivo em DB/    ${digestOf(PICTURE)}`,
  });
  stage.print({
    en: `SHA-256 of what came         ${digestOf(chunk.payload)}`,
    pt: `SHA-256 do que chegou        ${digestOf(chunk.payload)}`,
  });
}

function digestOf(bytes: Buffer): string {
  return `${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}…`;
}

/** A full path: it begins at the root. It is another one on every machine, so it is not shown. */
const FULL_PATH = fileURLToPath(new URL('../../package.json', import.meta.url));
const CLIMBING = '../echo-server.ts';

async function climbOut(stage: Stage): Promise<void> {
  const server = await stage.startServer(`${LESSON}/original`);
  const client = await stage.connect(server);
  stage.print();
  stage.print(rowOf('file1.txt', await fetchFile(client, 'file1.txt')));
  stage.printVarying(rowOf(CLIMBING, await fetchFile(client, CLIMBING)));
  stage.printVarying(rowOf('/…/package.json', await fetchFile(client, FULL_PATH)));
}

async function refuseThem(stage: Stage): Promise<void> {
  const twice = '....//echo-server.ts';
  stage.print(`> '${twice}'.replaceAll('../', '')`);
  stage.print(`'${twice.replaceAll('../', '')}'`);
  stage.print();
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  stage.print();
  stage.print(rowOf('file1.txt', await fetchFile(client, 'file1.txt')));
  stage.print(rowOf(CLIMBING, await fetchFile(client, CLIMBING)));
  stage.print(rowOf('/…/package.json', await fetchFile(client, FULL_PATH)));
  for (const name of [twice, '..\\echo-server.ts', 'C:echo-server.ts', 'file1.txt\0.png', 'NUL', 'file9.txt'])
    stage.print(rowOf(printable(name), await fetchFile(client, name)));
}

function rowOf(name: string, outcome: string): string {
  return name.padEnd(24) + outcome;
}

/** Asks for a file: how many bytes came of it and how they begin, or the code of the ERROR. */
async function fetchFile(client: Client, name: string): Promise<string> {
  client.sends(encodeRequest(1, { command: 'ARQUIVO', argument: name }));
  const bytes: Buffer[] = [];
  for (;;) {
    const frame = await takeFrame(client);
    if (!frame) throw new Error('the connection ended before the file did');
    if (frame.type === FrameType.ERROR) return `ERROR ${parseError(frame.payload).code}`;
    if (frame.type === FrameType.CHUNK) bytes.push(frame.payload);
    if (frame.type === FrameType.END) return describe(Buffer.concat(bytes));
  }
}

function describe(bytes: Buffer): string {
  return `FILE, ${bytes.length} bytes: ${inspect(String(bytes.subarray(0, 24)))} …`;
}

const NO_LINKS = {
  en: 'This system does not let us make a link: see the README.',
  pt: 'Este sistema não nos deixa criar um link: veja o README.',
};

async function followTheLink(stage: Stage): Promise<void> {
  const folder = stage.makeFolder();
  const db = join(folder, 'DB');
  mkdirSync(db);
  writeFileSync(join(db, 'aula.txt'), 'aula 9\n');
  writeFileSync(join(folder, 'notas.txt'), 'Ana 9,5\n');
  try {
    symlinkSync('../notas.txt', join(db, 'prova.txt'));
  } catch {
    return stage.printVarying(NO_LINKS); // Windows asks for a privilege
  }
  stage.print('notas.txt');
  stage.print('DB/aula.txt');
  stage.print('DB/prova.txt → ../notas.txt');
  stage.print();
  stage.print(`fileNameFault('prova.txt')     ${fileNameFault('prova.txt')}`);
  stage.print(`readFile('DB/prova.txt')       ${inspect(readFileSync(join(db, 'prova.txt'), 'utf8'))}`);
  stage.print(`openServed('DB', 'prova.txt')  ${await openingOf(db, 'prova.txt')}`);
  stage.print(`openServed('DB', 'aula.txt')   ${await openingOf(db, 'aula.txt')}`);
  stage.print(`listServed('DB')               ${inspect(await listServed(db))}`);
}

async function openingOf(folder: string, name: string): Promise<string> {
  try {
    const { handle, size } = await openServed(folder, name);
    await handle.close();
    return `${size} bytes`;
  } catch (error) {
    return (error as ProtocolError).code;
  }
}

const HOMEWORK = 'trabalho.txt';

/** A student's folder, with homework in it; the client of `lesson` asks the hostile server for a file. */
async function askHostile(stage: Stage, lesson: string): Promise<void> {
  const folder = stage.makeFolder();
  writeFileSync(join(folder, HOMEWORK), 'três semanas de trabalho\n');
  showFile(stage, folder, HOMEWORK);
  stage.print();
  const server = await stage.startServer(LESSON, 'hostile-server.ts');
  const client = await stage.startClient(lesson, server, folder);
  client.type('ARQUIVO file1.txt');
  await server.says(/→/);
  await client.says(/^saved/);
  stage.print();
  showFile(stage, folder, HOMEWORK);
  showFile(stage, folder, 'downloads/file1.txt');
}

function showFile(stage: Stage, folder: string, name: string): void {
  const path = join(folder, name);
  const content = existsSync(path) ? inspect(readFileSync(path, 'utf8')) : '-';
  stage.print(name.padEnd(24) + content);
}

export const steps: Steps = {
  1: breakThePicture,
  2: sendBytes,
  3: climbOut,
  4: refuseThem,
  5: followTheLink,
  6: (stage) => askHostile(stage, `${LESSON}/original`),
  7: (stage) => askHostile(stage, LESSON),
};
