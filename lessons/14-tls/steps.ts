/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { statSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { encodePing, encodeRequest } from '../../protocol/message.ts';
import type { Text } from '../../terminal/language.ts';
import { nameOf } from '../08-commands/talk.ts';
import { dump } from '../course/dump.ts';
import { Program } from '../course/program.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { type Identity, identity, makeIdentity } from './keys/identity.ts';
import { Meddler } from './meddler.ts';
import { knock, knockAt, Visitor } from './visitor.ts';
import { type Seen, Wiretap } from './wiretap.ts';

const LESSON = '14-tls';
const BEFORE = '13-hostile-input';
const DB = new URL('../../DB/', import.meta.url);
const FILES = ['file1.txt', 'aperto-de-mao.png', 'um-mebibyte.txt'];
const HORA = encodeRequest(1, { command: 'HORA', argument: null });
const CONVERSATION = [
  ['ARQUIVO file1.txt', /^saved/],
  ['SAIR', /^FIN/],
] as const;
/** What a record adds to what is in it: 5 bytes of header, 1 of type, 16 that prove that nobody has changed it. */
const RECORD_BYTES = 22;

/** A lesson's client talks to its server, and the inspector stands in between. */
async function overhear(
  stage: Stage,
  lesson: string,
  as: string,
  lines: typeof CONVERSATION,
): Promise<Seen[]> {
  const server = await stage.startServer(lesson);
  stage.print(`$ npx tsx inspector --as ${as}`);
  const tap = stage.owns(await Wiretap.start(server.port, as));
  stage.print(`$ npx tsx lessons/${lesson}/client.ts 65433`);
  const words = [String(tap.port)];
  const client = stage.owns(new Program(`lessons/${lesson}/client.ts`, words, stage.makeFolder()));
  for (const [line, answered] of lines) {
    stage.print(`client   > ${line}`);
    client.type(line);
    await until(client, answered);
  }
  stage.print();
  return tap.seen();
}

async function until(program: Program, pattern: RegExp): Promise<void> {
  for (;;) {
    const line = await program.line();
    if (line === undefined) throw new Error(`${program.name} ended before it said ${pattern}`);
    if (pattern.test(line)) return;
  }
}

/** `client →  REQUEST            33 bytes  CONSULTA` */
function rowOf({ kind, from, type, size, info }: Seen): string {
  const who = from === 'client' ? 'client ──▶' : '◀── server';
  if (kind !== 'frame') return `${who}  ${kind.toUpperCase()}`;
  return `${who}  ${type.padEnd(8)}${String(size).padStart(6)} bytes  ${shortened(info)}`;
}

function shortened(info: string): string {
  return info.length > MOST_INFO ? `${info.slice(0, MOST_INFO - 1)}…` : info;
}

const MOST_INFO = 40;

function countName(seen: readonly Seen[]): number {
  const bytes = Buffer.concat(seen.map(({ hex = '' }) => Buffer.from(hex, 'hex'))).toString('latin1');
  return bytes.split('file1.txt').length - 1;
}

function tellCount(stage: Stage, seen: readonly Seen[]): void {
  const count = countName(seen);
  stage.print({
    en: `"file1.txt" in the bytes that crossed: ${count} times`,
    pt: `"file1.txt" nos bytes que passaram: ${count} vezes`,
  });
}

async function readTheClear(stage: Stage): Promise<void> {
  const seen = await overhear(stage, BEFORE, 'ec', CONVERSATION);
  for (const one of seen.filter(({ kind }) => kind === 'frame')) stage.print(rowOf(one));
  stage.print();
  const chunk = seen.find(({ type }) => type === 'CHUNK');
  stage.dump(Buffer.from(chunk?.hex ?? '', 'hex'));
  tellCount(stage, seen);
}

async function readTheRecords(stage: Stage): Promise<void> {
  const seen = await overhear(stage, LESSON, 'tls', CONVERSATION);
  const records = seen.filter(({ kind }) => kind === 'frame');
  const said = records.findIndex(isSaid);
  const handshake = said - HELLOS;
  for (const hello of records.slice(0, HELLOS)) stage.printVarying(rowOf(hello));
  stage.printVarying({
    en: `… ${handshake} records more, up to the end of the handshake`,
    pt: `… mais ${handshake} registros, até o fim do handshake`,
  });
  for (const record of records.slice(said)) stage.printVarying(rowOf(record));
  stage.print();
  const request = records[said];
  for (const line of dump(Buffer.from(request?.hex ?? '', 'hex'))) stage.printVarying(line);
  stage.print();
  tellCount(stage, seen);
}

/** What is said in the clear: ClientHello and ServerHello. */
const HELLOS = 2;

/** A record of a client after the handshake's: its first one that is called application_data ends the handshake. */
function isSaid({ from, info }: Seen, index: number, all: readonly Seen[]): boolean {
  const isData = (one: Seen) => one.from === 'client' && one.info === 'application_data';
  return from === 'client' && info === 'application_data' && all.findIndex(isData) < index;
}

async function guessTheFile(stage: Stage): Promise<void> {
  const { ca } = await identity();
  const server = await stage.startServer(LESSON);
  const tap = stage.owns(await Wiretap.start(server.port, 'tls'));
  const visitor = stage.owns(await Visitor.connect(tap.port, { ca }));
  await visitor.write(encodeRequest(1, { command: 'ARQUIVO', argument: 'aperto-de-mao.png' }));
  await visitor.leave();
  const seen = await tap.seen();
  stage.print();
  const said = seen.slice(seen.findIndex(isSaid));
  const answer = said.filter(({ kind, from }) => kind === 'frame' && from === 'server');
  const bytes = answer.reduce((sum, { size }) => sum + size - RECORD_BYTES, 0);
  stage.print({ en: 'what the listener has:', pt: 'o que tem quem está escutando:' });
  for (const one of said) stage.printVarying(rowOf(one));
  stage.printVarying({
    en: `from the server ${bytes} bytes, without the 22 of each record`,
    pt: `do servidor ${bytes} bytes, sem os 22 de cada registro`,
  });
  stage.print();
  stage.print({ en: 'what everybody may know:', pt: 'o que todos podem saber:' });
  const sizes = FILES.map((name) => statSync(new URL(name, DB)).size);
  const largest = Math.max(...sizes.filter((size) => size <= bytes));
  for (const [index, name] of FILES.entries()) {
    const size = sizes[index] ?? 0;
    stage.print(`${String(size).padStart(8)}  ${name}${size === largest ? '   ◀──' : ''}`);
  }
}

async function turnABit(stage: Stage): Promise<void> {
  const { ca } = await identity();
  const server = await stage.startServer(LESSON);
  const meddler = stage.owns(await Meddler.start(server.port));
  const visitor = stage.owns(await Visitor.connect(meddler.port, { ca }));
  for (const armed of [false, true]) {
    meddler.armed = armed;
    stage.print({
      en: `client   → REQUEST HORA${armed ? ', and one bit is turned over on the way' : ''}`,
      pt: `client   → REQUEST HORA${armed ? ', e um bit é invertido no caminho' : ''}`,
    });
    await visitor.write(HORA);
    await server.says(armed ? /CLOSED/ : /HORA/);
    if (!armed) stage.print(`client   ← ${nameOf((await visitor.frame()).type)}`);
  }
  const code = await visitor.closed;
  stage.printVarying(`client   ${code}`);
}

async function showCertificates(stage: Stage): Promise<void> {
  const ours = await makeIdentity({ dns: 'localhost' });
  const copied = await makeIdentity({ dns: 'localhost' });
  const old = await makeIdentity({ dns: 'localhost' }, 0.5);
  const trust = { ca: ours.ca, servername: 'localhost' };
  const cases: readonly (readonly [Text, Identity, ConnectionOptions])[] = [
    [{ en: '1  all as it should be', pt: '1  tudo como deve ser' }, ours, trust],
    [
      { en: '2  an authority that we do not know', pt: '2  autoridade que não conhecemos' },
      ours,
      { servername: 'localhost' },
    ],
    [
      { en: '3  we wanted banco.example', pt: '3  queríamos banco.example' },
      ours,
      { ...trust, servername: 'banco.example' },
    ],
    [{ en: '4  copied names, own signature', pt: '4  nomes copiados, assinatura própria' }, copied, trust],
    [{ en: '5  out of date', pt: '5  vencido' }, old, { ...trust, ca: old.ca }],
  ];
  for (const [{ en, pt }, shown, options] of cases) {
    const said = await knockAt(shown, options);
    stage.print({ en: `${en.padEnd(40)}${said}`, pt: `${pt.padEnd(40)}${said}` });
  }
}

async function meetTheImpostor(stage: Stage): Promise<void> {
  const { ca } = await identity();
  const server = await stage.startServer(LESSON);
  stage.print(`$ npx tsx lessons/${LESSON}/impostor.ts`);
  const impostor = stage.owns(new Program(`lessons/${LESSON}/impostor.ts`, ['0', String(server.port)]));
  const port = Number(/port: (\d+)/.exec((await impostor.line()) ?? '')?.[1]);
  const careless = stage.owns(await Visitor.connect(port, { ca, rejectUnauthorized: false }));
  stage.print('client 1 → REQUEST id 1   ["ARQUIVO","file1.txt"]');
  await careless.write(encodeRequest(1, { command: 'ARQUIVO', argument: 'file1.txt' }));
  stage.print(`impostor ${await impostor.line()}`);
  for (let frames = 0; frames < 3; frames += 1)
    stage.print(`client 1 ← ${nameOf((await careless.frame()).type)}`);
  stage.print(`client 2 ${await knock(port, { ca })}`);
  stage.printVarying(`impostor ${await impostor.line()}`);
}

async function cutTheRecords(stage: Stage): Promise<void> {
  const { ca } = await identity();
  const server = await stage.startServer(LESSON);
  const tap = stage.owns(await Wiretap.start(server.port, 'tls'));
  const visitor = stage.owns(await Visitor.connect(tap.port, { ca }));
  await say(stage, visitor, [HORA.subarray(0, 10), HORA.subarray(10, 20), HORA.subarray(20)], 1);
  await say(stage, visitor, [Buffer.concat([HORA, HORA])], 2);
  await say(stage, visitor, [encodePing(2, Buffer.alloc(65_536))], 1);
  await visitor.leave();
  const records = (await tap.seen()).filter(isSaid).map(({ size }) => size);
  stage.print();
  stage.print({ en: "the client's records, in bytes:", pt: 'os registros do cliente, em bytes:' });
  stage.printVarying(records.join('  '));
}

/** Writes each piece by itself, and waits for the answers. */
async function say(
  stage: Stage,
  visitor: Visitor,
  pieces: readonly Buffer[],
  answers: number,
): Promise<void> {
  for (const piece of pieces) {
    stage.print(`client   write ${piece.length} bytes`);
    await visitor.write(piece);
  }
  for (let answer = 0; answer < answers; answer += 1)
    stage.print(`client   ← ${nameOf((await visitor.frame()).type)}`);
}

export const steps: Steps = {
  1: readTheClear,
  2: readTheRecords,
  3: guessTheFile,
  4: turnABit,
  5: showCertificates,
  6: meetTheImpostor,
  7: cutTheRecords,
};
