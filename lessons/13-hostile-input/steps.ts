/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { encodeFrame, type Frame, FrameType } from '../../protocol/frame.ts';
import { encodePing, encodeRequest, parseError } from '../../protocol/message.ts';
import type { Text } from '../../terminal/language.ts';
import { nameOf, sendFrame, takeFrame } from '../08-commands/talk.ts';
import type { Client, Server } from '../course/actors.ts';
import { chooseSeed } from '../course/cuts.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { gather, tally, type Visit, visit } from './crowd.ts';
import { type Fuzzed, fuzz } from './fuzz.ts';
import { openFiles } from './open-files.ts';
import { screenOf } from './screen.ts';

const LESSON = '13-hostile-input';
const HALF = Buffer.from('4543', 'hex');
const HORA: Frame = { type: FrameType.REQUEST, id: 1, payload: Buffer.from('["HORA",null]') };
const FIRST_FIELDS = [
  { name: 'magic', size: 2 },
  { name: 'version', size: 1 },
  { name: 'type', size: 1 },
  { name: 'id', size: 4 },
  { name: 'length', size: 4 },
];
/** The deadline of the server in the walk; the one that is run by hand waits 10 s. */
const SHORT_MS = 1_000;
const MS = String(SHORT_MS);

/** The header up to and with its length: enough to be judged. */
function promise(length: number): Buffer {
  const bytes = encodePing(1, Buffer.alloc(0)).subarray(0, 12);
  bytes.writeUInt32BE(length, 8);
  return bytes;
}

/** Waits for a frame, and shows what matters of it. */
async function hear(client: Client): Promise<void> {
  const frame = await takeFrame(client);
  if (!frame) throw new Error('the connection ended before a frame came');
  const { type, id, payload } = frame;
  const words = type === FrameType.ERROR ? parseError(payload).code : String(payload);
  client.tells(`← ${nameOf(type)} id ${id}   ${words}`);
}

/** What many say or hear, which may be another number at the next run. */
function tell(stage: Stage, who: Text, what: Text): void {
  stage.printVarying({ en: who.en.padEnd(9) + what.en, pt: who.pt.padEnd(9) + what.pt });
}

const CROWD = { en: 'crowd', pt: 'multidão' };
const NOBODY = { en: '', pt: '' };
const NEWCOMER = { en: 'newcomer', pt: 'novato' };

/** One who comes when all others are there, and asks for the time. */
async function comeLate(stage: Stage, port: number): Promise<void> {
  const newcomer = visit(port, encodeFrame(HORA));
  tell(stage, NEWCOMER, { en: '→ REQUEST id 1   ["HORA",null]', pt: '→ REQUEST id 1   ["HORA",null]' });
  tell(stage, NEWCOMER, heard(await newcomer.hears));
  newcomer.leave();
}

function heard(word: string): Text {
  if (word !== 'closed') return { en: `← ${word}`, pt: `← ${word}` };
  return { en: 'closed, without a word', pt: 'fechada, sem uma palavra' };
}

async function breakTheOpenHouse(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON, 'few-descriptors.ts');
  const crowd = await gather(server.port, 100, HALF);
  tell(stage, CROWD, { en: '100 × write 2 bytes: 45 43   EC', pt: '100 × write 2 bytes: 45 43   EC' });
  await comeLate(stage, server.port);
  leave(crowd);
}

function leave(crowd: readonly Visit[]): void {
  for (const one of crowd) one.leave();
}

async function setADeadline(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON, 'server.ts', [MS]);
  const half = await stage.connect(server);
  const dripping = await stage.connect(server);
  const idle = await stage.connect(server);
  const start = performance.now();
  half.write(HALF);
  const tap = new AbortController();
  void drip(dripping, tap.signal);
  for (const late of [half, dripping]) {
    await hear(late);
    const seconds = ((performance.now() - start) / 1_000).toFixed(2);
    tell(stage, NOBODY, { en: `after ${seconds} s`, pt: `depois de ${seconds} s` });
  }
  tap.abort();
  sendFrame(stage, idle, HORA);
  await server.says(/HORA/);
  await hear(idle);
}

/** A byte each 200 ms: never silent, never done. */
async function drip(client: Client, signal: AbortSignal): Promise<void> {
  const frame = encodeFrame(HORA);
  client.tells({ en: '→ a byte every 200 ms', pt: '→ um byte a cada 200 ms' });
  for (let at = 0; at < frame.length && !signal.aborted; at += 1) {
    client.sends(frame.subarray(at, at + 1));
    await sleep(200, undefined, { ref: false });
  }
}

async function capTheConnections(stage: Stage): Promise<void> {
  const size = Math.min(2_000, openFiles() - 200);
  const words = size < 2_000 ? ['10000', String(size >> 1)] : [];
  const server = await stage.startServer(LESSON, 'server.ts', words);
  const early = await stage.connect(server);
  await askForTheTime(stage, server, early);
  const crowd = await gather(server.port, size, encodePing(1, Buffer.from('oi')));
  tell(stage, CROWD, { en: `${size} × → PING`, pt: `${size} × → PING` });
  const outcomes = await Promise.all(crowd.map(({ hears }) => hears));
  for (const [word, times] of tally(outcomes)) tellCount(stage, times, word);
  sendFrame(stage, early, HORA);
  await hear(early);
  leave(crowd);
  tell(stage, CROWD, { en: 'goes home', pt: 'vai embora' });
  await server.said(/HORA/);
  await server.said(/^1 connected/);
  await comeLate(stage, server.port);
}

async function askForTheTime(stage: Stage, server: Server, client: Client): Promise<void> {
  sendFrame(stage, client, HORA);
  await server.said(/HORA/);
  await hear(client);
}

async function multiplyTheLimits(stage: Stage): Promise<void> {
  const liar = promise(0xffffffff);
  stage.dump(liar, { fields: FIRST_FIELDS });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(liar);
  await hear(client);
  await client.receivesEnd();
  stage.print();
  stage.print({
    en: '1,000 decoders, each promised 65,536 bytes:',
    pt: '1.000 decodificadores, a cada um prometem 65.536 bytes:',
  });
  const before = process.memoryUsage().arrayBuffers;
  const promised = encodePing(1, Buffer.alloc(65_536)).subarray(0, 16);
  const decoders = Array.from({ length: 1_000 }, () => new FrameDecoder());
  for (const decoder of decoders) decoder.decode(promised).next();
  const mib = Math.round((process.memoryUsage().arrayBuffers - before) / 2 ** 20);
  stage.printVarying({ en: `${mib} MiB set aside`, pt: `${mib} MiB reservados` });
}

/** As deep as a payload can be. */
const DEEP = '['.repeat(32_768) + ']'.repeat(32_768);

async function nestTheJson(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.tells('→ REQUEST id 1   [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…');
  client.sends(encodeFrame({ ...HORA, payload: Buffer.from(DEEP) }));
  await server.says(/REQUEST/);
  await hear(client);
  sendFrame(stage, client, { ...HORA, id: 2 });
  await server.says(/HORA/);
  await hear(client);
  stage.print();
  stage.print('const depth = (value) =>');
  stage.print('  Array.isArray(value) ? 1 + Math.max(0, ...value.map(depth)) : 0;');
  stage.print();
  stage.print(`depth(JSON.parse('[[["oi"]]]'))     ${tried('[[["oi"]]]')}`);
  stage.print(`depth(JSON.parse('[[[[[[[[[[…'))    ${tried(DEEP)}`);
}

function depth(value: unknown): number {
  return Array.isArray(value) ? 1 + Math.max(0, ...value.map(depth)) : 0;
}

function tried(text: string): string {
  try {
    return String(depth(JSON.parse(text)));
  } catch (error) {
    return (error as Error).name;
  }
}

/** Erases its own line and the one above, and writes another in its place. */
const REPAINT = '\x1b[2K\x1b[1A\x1b[2K\x1b[Gclient 9 HORA';
const NAMES = ['senhas.txt', REPAINT];

async function repaintTheLog(stage: Stage): Promise<void> {
  stage.dump(Buffer.from(REPAINT));
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  for (const [index, argument] of NAMES.entries()) {
    client.sends(encodeRequest(index + 1, { command: 'ARQUIVO', argument }));
    await server.says(/ARQUIVO/);
    await hear(client);
  }
  stage.print();
  stage.print({
    en: 'A log of one line for each request, written as it came, on a terminal:',
    pt: 'Um log com uma linha para cada pedido, escrito como veio, num terminal:',
  });
  const log = NAMES.map((name) => `client 1 ARQUIVO ${name}`);
  for (const row of screenOf(log)) if (row !== '') stage.print(row);
}

/** Ours has a deadline; before lesson 13 nobody had one. */
const FUZZED = [
  { lesson: '08-commands', words: [] },
  { lesson: LESSON, words: ['500'] },
] as const;
const FUZZ_PATIENCE_MS = 1_000;

async function letTheFuzzerRun(stage: Stage): Promise<void> {
  const seed = chooseSeed();
  stage.printVarying({ en: `seed ${seed}`, pt: `semente ${seed}` });
  const columns: Fuzzed[] = [];
  for (const { lesson, words } of FUZZED) {
    stage.print();
    const { port } = await stage.startServer(lesson, 'server.ts', words);
    columns.push(await fuzz(port, seed, FUZZ_PATIENCE_MS));
    await comeLate(stage, port);
  }
  compareFuzzed(stage, columns);
}

/** One line for each thing that was heard first, one column for each server. */
function compareFuzzed(stage: Stage, columns: readonly Fuzzed[]): void {
  stage.print();
  stage.print(`${'200 ×'.padEnd(FUZZ_COLUMN)}${FUZZED.map(({ lesson }) => lesson.padStart(18)).join('')}`);
  const counts = columns.map((column) => new Map(column.heard));
  for (const word of new Set(counts.flatMap((count) => [...count.keys()]))) {
    const said = word === 'nothing' ? NOTHING : heard(word);
    tellFuzzed(
      stage,
      said,
      counts.map((count) => count.get(word)),
    );
  }
  tellFuzzed(
    stage,
    STILL_CONNECTED,
    columns.map(({ connected }) => connected || undefined),
  );
}

function tellFuzzed(stage: Stage, { en, pt }: Text, counts: readonly (number | undefined)[]): void {
  const numbers = counts.map((count) => String(count ?? '-').padStart(18)).join('');
  stage.printVarying({ en: en.padEnd(FUZZ_COLUMN) + numbers, pt: pt.padEnd(FUZZ_COLUMN) + numbers });
}

const FUZZ_COLUMN = 32;

function tellCount(stage: Stage, times: number, word: string): void {
  const { en, pt } = heard(word);
  const count = String(times).padStart(4);
  tell(stage, CROWD, { en: `${count} × ${en}`, pt: `${count} × ${pt}` });
}

const NOTHING = { en: '← nothing', pt: '← nada' };
const STILL_CONNECTED = { en: 'still connected after 1 s', pt: 'ainda conectados após 1 s' };

export const steps: Steps = {
  1: breakTheOpenHouse,
  2: setADeadline,
  3: capTheConnections,
  4: multiplyTheLimits,
  5: nestTheJson,
  6: repaintTheLog,
  7: letTheFuzzerRun,
};
