/** The actions of the README's steps, under the same numbers. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame } from '../../protocol/frame.ts';
import { encodeRequest } from '../../protocol/message.ts';
import type { Text } from '../../terminal/language.ts';
import { takeFrame } from '../08-commands/talk.ts';
import type { Client, Server } from '../course/actors.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { drawBars } from './bars.ts';
import { drawTimeline, type Wait } from './timeline.ts';

const LESSON = '11-many-clients';
const SILENCE_MS = 1_000;
const CROWD = 200;
/** Takes a processor some hundreds of milliseconds. */
const PRIMES_BELOW = '3000000';
const ASKING = 6;
const BETWEEN_QUESTIONS_MS = 50;
const COMPARED = 20;

function ask(client: Client, command: string, argument: string | null = null): void {
  client.sends(encodeRequest(1, { command, argument }));
}

async function takeAnswer(client: Client): Promise<Frame> {
  const frame = await takeFrame(client);
  if (!frame) throw new Error('the connection ended before the answer came');
  return frame;
}

function showAnswer(client: Client, { payload }: Frame): void {
  client.tells(`← ${payload}`);
}

async function connectMany(stage: Stage, server: Server, count: number): Promise<Client[]> {
  return Promise.all(Array.from({ length: count }, () => stage.connectTo(server.port)));
}

/** All at once; resolves when each has its answer. */
async function askAll(clients: readonly Client[]): Promise<Frame[]> {
  for (const client of clients) ask(client, 'CONSULTA');
  return Promise.all(clients.map(takeAnswer));
}

async function listenForEach(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON, 'aside/original.ts');
  const first = await stage.connectTo(server.port);
  await server.says(/EADDRINUSE/);
  stage.print();
  await stage.runRefused('client 2', LESSON, 'client.ts', server.port);
  stage.print();
  first.tells('→ CONSULTA');
  ask(first, 'CONSULTA');
  await server.says(/CONSULTA/);
  showAnswer(first, await takeAnswer(first));
}

async function serveOneByOne(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON, 'aside/sequential.ts');
  const silent = await stage.connectTo(server.port);
  const second = await stage.connectTo(server.port);
  await server.says(/ESTABLISHED/);
  second.tells('→ CONSULTA');
  ask(second, 'CONSULTA');
  const answer = takeAnswer(second);
  await tellSilence(second, answer);
  silent.end();
  await server.says(/CONSULTA/);
  showAnswer(second, await answer);
}

/** Waits for an answer that does not come. */
async function tellSilence(client: Client, answer: Promise<Frame>): Promise<void> {
  const came = await Promise.race([answer, sleep(SILENCE_MS)]);
  if (came) throw new Error('the second client was answered');
  client.tells({ en: '… 1 s later: no answer', pt: '… 1 s depois: nenhuma resposta' });
}

async function serveMany(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const silent = await stage.connectTo(server.port);
  await server.says(/^1 connected/);
  stage.print();
  const crowd = await connectMany(stage, server, CROWD);
  stage.print({ en: `${CROWD} more clients connect`, pt: `mais ${CROWD} clientes se conectam` });
  stage.print(`server   ${await server.said(new RegExp(`^${CROWD + 1} connected`))}`);
  const answers = await askAll(crowd);
  stage.print({
    en: `each asks CONSULTA: ${answers.length} answers`,
    pt: `cada um pede CONSULTA: ${answers.length} respostas`,
  });
  await Promise.all(crowd.map((client) => client.stop()));
  stage.print({ en: `the ${CROWD} leave`, pt: `os ${CROWD} saem` });
  stage.print(`server   ${await server.said(/^1 connected/)}`);
  stage.print();
  silent.tells('→ CONSULTA');
  ask(silent, 'CONSULTA');
  showAnswer(silent, await takeAnswer(silent));
}

/** Client 1 asks for a calculation, the others ask one after the other while it goes on. */
async function drawWaits(stage: Stage, file: string): Promise<void> {
  const server = await stage.startServer(LESSON, file);
  const clients: Client[] = [];
  for (let number = 1; number <= ASKING; number += 1) clients.push(await stage.connectTo(server.port));
  await askAll(clients); // connected and served, all of them, before the clock starts
  const waits = await Promise.all(clients.map(askInTurn));
  stage.print();
  for (const line of drawTimeline(waits)) stage.printVarying(line);
  stage.print();
  for (const [index, client] of clients.slice(0, 2).entries())
    client.tells(`← ${waits[index]?.answer.payload}`);
}

async function askInTurn(client: Client, index: number): Promise<Wait & { answer: Frame }> {
  const [command, argument] = index === 0 ? ['PRIMOS', PRIMES_BELOW] : ['CONSULTA', null];
  await sleep(index * BETWEEN_QUESTIONS_MS);
  const asked = performance.now();
  ask(client, command ?? '', argument);
  const answer = await takeAnswer(client);
  return { name: `client ${index + 1}`, command: command ?? '', asked, answered: performance.now(), answer };
}

async function compareMemory(stage: Stage): Promise<void> {
  const loop = await measureMemory(stage, 'aside/one-loop.ts');
  const threads = await measureMemory(stage, 'aside/thread-per-client.ts');
  const rows: readonly (readonly [Text, number])[] = [
    [{ en: 'one loop', pt: 'um único laço' }, loop],
    [{ en: 'a thread per client', pt: 'uma thread por cliente' }, threads],
  ];
  stage.print();
  stage.print({ en: `What ${COMPARED} clients cost:`, pt: `Quanto custam ${COMPARED} clientes:` });
  for (const line of drawBars(rows, COMPARED)) stage.printVarying(line);
}

/** By how many MiB the server grows with the clients. */
async function measureMemory(stage: Stage, file: string): Promise<number> {
  const server = await stage.startServer(LESSON, file);
  const before = await server.said(/^0 connected/);
  const clients = await connectMany(stage, server, COMPARED);
  const after = await server.said(new RegExp(`^${COMPARED} connected`));
  await askAll(clients);
  const mebibytes = (line: string) => Number(/([\d.]+) MiB/.exec(line)?.[1]);
  return mebibytes(after) - mebibytes(before);
}

export const steps: Steps = {
  1: listenForEach,
  2: serveOneByOne,
  3: serveMany,
  4: (stage) => drawWaits(stage, 'aside/busy.ts'),
  5: (stage) => drawWaits(stage, 'aside/busy-with-worker.ts'),
  6: compareMemory,
};
