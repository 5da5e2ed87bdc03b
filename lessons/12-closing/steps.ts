/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { receiveFrame, sendFrame, takeFrame } from '../08-commands/talk.ts';
import type { Server } from '../course/actors.ts';
import { Program } from '../course/program.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { Cable } from './cable.ts';
import { type Inspector, type Row, startInspector } from './inspector.ts';
import { connectSender, type Sender } from './sender.ts';
import { timeWait } from './time-wait.ts';

const LESSON = '12-closing';
/** How a film begins, and that is no frame. */
const FILM = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42')]);
const FILM_BYTES = 16 * 1024 * 1024;
/** So long our heartbeat waits for its PONG. */
const PATIENCE_MS = 300;

async function loseTheError(stage: Stage): Promise<void> {
  const server = await stage.startServer('11-many-clients');
  const client = await connectSender(stage, server.port);
  await server.says(/1 connected/);
  await sendFilm(stage, client);
  await server.says(/CLOSED/);
  const { bytesRead } = client;
  stage.print({ en: `client   read ${bytesRead} bytes`, pt: `client   leu ${bytesRead} bytes` });
}

/** Says how much of the film went out. */
async function sendFilm(stage: Stage, client: Sender): Promise<void> {
  stage.print({ en: 'client   write a film of 16 MiB', pt: 'client   write de um filme de 16 MiB' });
  const { bytes, whole } = await client.writes(FILM, FILM_BYTES);
  const size = `${bytes / 1024} KiB`;
  if (whole) stage.print({ en: 'client   all is written', pt: 'client   tudo foi escrito' });
  else
    stage.printVarying({
      en: `client   received RST after ${size}`,
      pt: `client   recebeu RST depois de ${size}`,
    });
}

const WAYS = ['end()', 'destroy()', 'resetAndDestroy()'];
const WAITING = Buffer.from('HORA');

/** A system may answer unread bytes with a FIN, and with a RST only what comes after it. */
async function leaveInEveryWay(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON, 'aside/leave.ts');
  const inspector = await startInspector(stage, server, 'raw');
  await connectPairs(stage, server, inspector);
  stage.print();
  stage.print({
    en: '                       nothing unread    4 bytes unread',
    pt: '                       nada por ler      4 bytes por ler',
  });
  for (const [index, way] of WAYS.entries()) {
    server.type(way);
    server.type(way);
    const row = await rowOf(inspector, way, index);
    if (way === 'destroy()') stage.printVarying(row);
    else stage.print(row);
  }
  await server.kill();
  stage.printVarying(await rowOf(inspector, 'kill -9', WAYS.length));
}

/** Two clients for each way and for the kill: the second of them sends something that nobody reads. */
async function connectPairs(stage: Stage, server: Server, inspector: Inspector): Promise<void> {
  const pairs = WAYS.length + 1;
  for (let number = 1; number <= 2 * pairs; number += 1) {
    const client = await stage.connectTo(inspector.port);
    await server.said(/ESTABLISHED/);
    if (number % 2 === 1) continue;
    client.sends(WAITING);
    await inspector.row((row) => row.connection === number && row.direction === 'C → S');
  }
}

/** How the server has left the pair of this index, as the inspector shows it. */
async function rowOf(inspector: Inspector, way: string, index: number): Promise<string> {
  const ends = new Map<number, string>();
  while (ends.size < 2) {
    const pair = ({ connection }: Row) => Math.ceil(connection / 2) === index + 1;
    const row = await inspector.row((seen) => pair(seen) && /FIN|RST/.test(seen.type));
    ends.set(row.connection % 2, row.type);
  }
  return `${way.padEnd(23)}${(ends.get(1) ?? '').padEnd(18)}${ends.get(0)}`;
}

async function keepTheError(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const sender = await connectSender(stage, server.port);
  await server.says(/1 connected/);
  await sendFilm(stage, sender);
  const client = sender.reads();
  await receiveFrame(stage, client);
  await client.receivesEnd();
  client.end();
  await server.says(/CLOSED/);
}

async function sayGoodbye(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const inspector = await startInspector(stage, server, 'ec');
  const client = await stage.startClient(LESSON, inspector);
  await server.says(/1 connected/);
  client.type('SAIR');
  const rows: Row[] = [];
  while (rows.at(-1)?.type !== 'closed') rows.push(await inspector.row(({ type }) => type !== 'open'));
  await client.says(/^FIN/);
  await server.says(/CLOSED/);
  stage.print();
  stage.print({ en: 'In the inspector:', pt: 'No inspetor:' });
  for (const row of rows) stage.printVarying(lineOf(row));
}

/** Of a FIN, the inspector's sentence is in the reader's language; there is none here. */
function lineOf({ direction, type, info }: Row): string {
  return `${direction.padEnd(7)}${type === 'FIN' ? type : `${type.padEnd(9)}${info}`}`.trim();
}

async function answerLate(stage: Stage): Promise<void> {
  for (const allowHalfOpen of ['false', 'true']) {
    if (allowHalfOpen === 'true') stage.print();
    const server = await stage.startServer(LESSON, 'aside/late.ts', [allowHalfOpen]);
    const client = await stage.connect(server);
    client.end();
    await server.says(allowHalfOpen === 'false' ? /write/ : /CLOSED/);
    await client.receives(6);
    await client.receivesEnd();
  }
}

async function pullTheCable(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const cable = stage.owns(new Cable(server.port));
  const client = await stage.connectTo(await cable.lay());
  await server.says(/1 connected/);
  sendFrame(stage, client, ping(1));
  await receiveFrame(stage, client);
  stage.print({ en: '-- the cable is pulled out', pt: '-- o cabo é puxado' });
  cable.pull();
  sendFrame(stage, client, ping(2));
  if (await Promise.race([takeFrame(client), sleep(PATIENCE_MS)])) throw new Error('something came through');
  client.tells({ en: `${PATIENCE_MS} ms: no PONG`, pt: `${PATIENCE_MS} ms: nenhum PONG` });
  client.reset();
  stage.print({
    en: '-- another client, with a cable of its own',
    pt: '-- outro cliente, com um cabo só dele',
  });
  await stage.connectTo(server.port);
  await server.says(/connected/);
}

function ping(id: number): Frame {
  return { type: FrameType.PING, id, payload: Buffer.from('oi') };
}

async function closeFirst(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const first = await stage.connectTo(server.port);
  const second = await stage.connectTo(server.port);
  const clients = [first.port, second.port];
  first.end();
  await receiveFrame(stage, first);
  await first.receivesEnd();
  second.write(Buffer.from('oi'));
  await receiveFrame(stage, second);
  await second.receivesEnd();
  second.end();
  await server.said(/^0 connected/);
  showTimeWait(stage, server.port, clients);
  stage.print('server   kill -9');
  await server.kill();
  await startAgain(stage, server.port);
  stage.print();
  await stage.runRefused('server 3', LESSON, 'server.ts', server.port);
}

/** Who holds the connection that has ended: the local end of each row. */
function showTimeWait(stage: Stage, port: number, clients: readonly number[]): void {
  const nameOf = (number: number) => (number === port ? 'server' : `client ${clients.indexOf(number) + 1}`);
  const { command, connections } = timeWait(port);
  stage.print();
  if (command) stage.printVarying(`$ ${command}`);
  else stage.printVarying({ en: 'no ss and no netstat here', pt: 'aqui não há ss nem netstat' });
  for (const [local, peer] of connections)
    stage.printVarying(`TIME-WAIT  local ${nameOf(local).padEnd(10)}peer ${nameOf(peer)}`);
  stage.print();
}

/** The same program on the same port. */
async function startAgain(stage: Stage, port: number): Promise<void> {
  stage.print(`$ npx tsx lessons/${LESSON}/server.ts PORT`);
  const again = stage.owns(new Program(`lessons/${LESSON}/server.ts`, [String(port)]));
  const line = (await again.line()) ?? '';
  stage.print(`server 2 ${line.replace(/ .*/, '')}`);
}

export const steps: Steps = {
  1: loseTheError,
  2: leaveInEveryWay,
  3: keepTheError,
  4: sayGoodbye,
  5: answerLate,
  6: pullTheCable,
  7: closeFirst,
};
