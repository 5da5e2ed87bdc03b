/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TypedClient } from '../course/actors.ts';
import { Program } from '../course/program.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { FileClient } from './file-client.ts';
import { LARGE } from './large-file.ts';
import { MeasuredServer } from './measured-server.ts';
import { Pair } from './pair.ts';
import { PlayedServer } from './played-server.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const LESSON = '10-streaming';
const CHUNK_BYTES = 65_536;
const ASKS = {
  en: `client   ARQUIVO ${LARGE.name}, and reads nothing`,
  pt: `client   ARQUIVO ${LARGE.name}, e não lê nada`,
};

async function askAndDoNotRead(stage: Stage, lesson: string) {
  const server = await MeasuredServer.start(stage, lesson);
  const client = stage.owns(await FileClient.connect(server.port));
  await server.says(/ESTABLISHED/);
  stage.print(ASKS);
  client.ask(LARGE.name);
  server.begin(() => client.received);
  return { server, client };
}

async function breakTheMemory(stage: Stage): Promise<void> {
  const { server, client } = await askAndDoNotRead(stage, '09-files');
  await server.says(/ARQUIVO/);
  await server.drawNow();
  stage.print();
  stage.print({
    en: `client   has read ${client.bytesRead} bytes`,
    pt: `client   leu ${client.bytesRead} bytes`,
  });
}

const PIECE = Buffer.alloc(8_192);
const WRITES = 2_000;
const SHOWN_EVERY = 500;
const WRITES_HEAD = {
  en: 'write()   returns   written in all   writableLength',
  pt: 'write()   devolve   escrito ao todo   writableLength',
};

async function ignoreFalse(stage: Stage): Promise<void> {
  const { sender } = stage.owns(await Pair.open());
  stage.print(WRITES_HEAD);
  let before = '';
  for (let number = 1; number <= WRITES; number += 1) {
    const gave = sender.write(PIECE);
    const state = `${gave} ${sender.writableLength > 0}`;
    if (state !== before || number % SHOWN_EVERY === 0)
      stage.printVarying(writesRow(number, gave, sender.writableLength));
    before = state;
  }
}

function writesRow(number: number, gave: boolean, queued: number): string {
  const kib = (bytes: number) => `${bytes / 1024} KiB`;
  return [
    String(number).padStart(7),
    String(gave).padEnd(7),
    kib(number * PIECE.length).padStart(15),
    kib(queued).padStart(14),
  ].join('   ');
}

/** More waits than these are counted. */
const SHOWN_WAITS = 2;

async function waitForDrain(stage: Stage): Promise<void> {
  const { sender, receiver } = stage.owns(await Pair.open());
  let waits = 0;
  let most = 0;
  for (let number = 1; number <= WRITES; number += 1) {
    if (sender.write(PIECE)) continue;
    waits += 1;
    most = Math.max(most, sender.writableLength);
    if (waits <= SHOWN_WAITS) tellWait(stage, number, sender.writableLength);
    receiver.resume();
    await once(sender, 'drain');
    receiver.pause();
  }
  stage.printVarying({ en: `… waited ${waits} times in all`, pt: `… esperou ${waits} vezes ao todo` });
  stage.printVarying({
    en: `at most in writableLength: ${most / 1024} KiB of ${(WRITES * PIECE.length) / 1024}`,
    pt: `máximo em writableLength: ${most / 1024} KiB de ${(WRITES * PIECE.length) / 1024}`,
  });
  stage.print();
  await endWhileItWaits(stage, sender, 'client   RST', () => receiver.resetAndDestroy());
  stage.print();
  const cut = stage.owns(await Pair.open()).sender;
  await endWhileItWaits(stage, cut, 'server   destroy()', () => cut.destroy());
}

function tellWait(stage: Stage, number: number, queued: number): void {
  const wrote = `server   write() ${number}: false, writableLength ${queued / 1024} KiB`;
  stage.printVarying({ en: `${wrote}; waits`, pt: `${wrote}; espera` });
  stage.printVarying({ en: 'client   reads', pt: 'client   lê' });
  stage.printVarying("server   'drain'");
}

async function endWhileItWaits(stage: Stage, sender: Socket, how: string, end: () => void): Promise<void> {
  while (sender.write(PIECE));
  stage.print({ en: 'server   write(): false; waits', pt: 'server   write(): false; espera' });
  let drains = 0;
  sender.on('drain', () => {
    drains += 1;
  });
  sender.on('error', (error: NodeJS.ErrnoException) => stage.print(`server   'error' ${error.code}`));
  stage.print(how);
  const closed = new Promise((resolve) => sender.once('close', resolve)); // once() would reject at 'error'
  end();
  await closed;
  stage.print("server   'close'");
  stage.print({ en: `         'drain' came ${drains} times`, pt: `         'drain' veio ${drains} vezes` });
}

/** While nobody reads. */
const QUIET_LINES = 4;

async function streamIt(stage: Stage): Promise<void> {
  const { server, client } = await askAndDoNotRead(stage, LESSON);
  await server.drawLines(QUIET_LINES);
  stage.print();
  stage.print({ en: 'client   reads now', pt: 'client   agora lê' });
  const reading = client.read();
  await server.says(/ARQUIVO/);
  await reading;
  await server.drawNow();
  stage.print();
  const came = `${client.received} bytes   SHA-256 ${shortened(client.sha256())}`;
  stage.print(`END           ${client.end?.size} bytes   SHA-256 ${shortened(client.end?.sha256 ?? '')}`);
  stage.print({ en: `what came     ${came}`, pt: `o que chegou  ${came}` });
}

/** A SHA-256 has 64 digits; eight tell them apart here. */
function shortened(line: string): string {
  return line.replaceAll(/([0-9a-f]{8})[0-9a-f]{56}/g, '$1…');
}

const VIDEO = 'video.bin';

/** The lesson's client, in a folder of its own, where it saves. */
async function startClient(stage: Stage, server: PlayedServer, folder: string): Promise<TypedClient> {
  const file = `lessons/${LESSON}/client.ts`;
  stage.print(`$ npx tsx ${file} PORT`);
  const program = stage.owns(new Program(file, [String(server.port)], folder));
  await program.line(); // ESTABLISHED, and its port
  return new TypedClient(program, (line) => tellClient(stage, line));
}

function tellClient(stage: Stage, line: string): void {
  if (!line.startsWith('type 8')) stage.print(`client   ${shortened(line).replaceAll('\\', '/')}`);
}

/** What lies in downloads/, with the random part of a temporary name left out. */
function listDownloads(stage: Stage, folder: string): void {
  const downloads = join(folder, 'downloads');
  const names = existsSync(downloads) ? readdirSync(downloads) : [];
  for (const name of names) {
    const shown = name.replace(/^\.[0-9a-f]{12}/, '.…').padEnd(12);
    stage.print(`         downloads/${shown} ${statSync(join(downloads, name)).size} bytes`);
  }
  if (names.length === 0)
    stage.print({ en: '         downloads/ is empty', pt: '         downloads/ está vazia' });
}

async function exchangeTwoChunks(stage: Stage): Promise<void> {
  const { path } = stage.owns(new TemporaryFolder());
  const server = await PlayedServer.listen(stage);
  const client = await startClient(stage, server, path);
  const pieces = ['a', 'b', 'c'].map((letter) => Buffer.alloc(CHUNK_BYTES, letter));
  const [a, b, c] = pieces as [Buffer, Buffer, Buffer];
  const sha256 = sha256Of(pieces);
  client.type(`ARQUIVO ${VIDEO}`);
  await server.isAsked();
  server.file(VIDEO, 3 * CHUNK_BYTES);
  for (const piece of [a, c, b]) server.chunk(piece, `${piece.toString('latin1', 0, 8)}…`);
  server.fileEnd(3 * CHUNK_BYTES, sha256);
  await client.hasEnded(); // and has cleared up after itself
  listDownloads(stage, path);
}

function sha256Of(pieces: readonly Buffer[]): string {
  return createHash('sha256').update(Buffer.concat(pieces)).digest('hex');
}

const PIECES = Array.from({ length: 64 }, (_, index) => Buffer.alloc(CHUNK_BYTES, index));
const VIDEO_BYTES = PIECES.length * CHUNK_BYTES;

async function cutInTheMiddle(stage: Stage): Promise<void> {
  const { path } = stage.owns(new TemporaryFolder());
  const cut = await sendPieces(stage, path, 48);
  cut.server.end();
  await cut.client.says(/FIN/);
  await cut.client.hasEnded();
  listDownloads(stage, path);
  stage.print();
  const whole = await sendPieces(stage, path, PIECES.length);
  whole.server.fileEnd(VIDEO_BYTES, sha256Of(PIECES));
  await whole.client.says(/saved/);
  listDownloads(stage, path);
}

/** The client writes a block to the disk while it reads on. Rejects when so much does not come there in time. */
async function untilSaved(folder: string, bytes: number): Promise<void> {
  const downloads = join(folder, 'downloads');
  const giveUp = AbortSignal.timeout(DISK_PATIENCE_MS);
  for (;;) {
    const sizes = readdirSync(downloads).map((name) => statSync(join(downloads, name)).size);
    if (sizes.includes(bytes)) return;
    await sleep(10, undefined, { signal: giveUp });
  }
}

const DISK_PATIENCE_MS = 10_000;

/** Announces all pieces, sends so many, and shows what the client has made of them. */
async function sendPieces(stage: Stage, folder: string, count: number) {
  const server = await PlayedServer.listen(stage);
  const client = await startClient(stage, server, folder);
  client.type(`ARQUIVO ${VIDEO}`);
  await server.isAsked();
  server.file(VIDEO, VIDEO_BYTES);
  stage.print(`server   CHUNK × ${count}`);
  for (const piece of PIECES.slice(0, count)) server.chunk(piece, '');
  server.mark();
  await client.says(/^type 8/);
  await untilSaved(folder, count * CHUNK_BYTES);
  listDownloads(stage, folder);
  return { server, client };
}

export const steps: Steps = {
  1: breakTheMemory,
  2: ignoreFalse,
  3: waitForDrain,
  4: streamIt,
  5: exchangeTwoChunks,
  6: cutInTheMiddle,
};
