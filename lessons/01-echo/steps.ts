/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';

const LESSON = '01-echo';
/** tcpmux (RFC 1078): reserved, and offered by hardly any machine. */
const NOBODYS_PORT = 1;

async function nobodyListens(stage: Stage): Promise<void> {
  await stage.runRefused('client', LESSON, 'client.ts', NOBODYS_PORT);
}

async function oneConnects(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.startClient(LESSON, server);
  client.type('oi');
  await server.says(/message/);
  await client.says(/oi/);
}

async function manyConnect(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const first = await stage.connectTo(server.port);
  const second = await stage.connectTo(server.port);
  const third = await stage.connectTo(server.port);
  for (const client of [first, second, third]) {
    await server.says(/ESTABLISHED/);
    stage.printVarying(`         127.0.0.1:${client.port} → 127.0.0.1:${server.port}`);
  }
  stage.print();
  second.write(Buffer.from('oi'));
  await server.says(/message/);
  await second.receives(2);
}

async function writeNothing(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(Buffer.alloc(0));
  client.write(Buffer.from('oi'));
  await server.says(/message/);
  await client.receives(2);
}

async function endTheStream(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(Buffer.from('tchau'));
  client.end();
  await server.says(/FIN/);
  await client.receives(5);
  await client.receivesEnd();
}

async function listenTwice(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const first = await stage.connectTo(server.port);
  const second = await stage.connectTo(server.port);
  for (let accepted = 0; accepted < 2; accepted += 1) await server.says(/ESTABLISHED/);
  first.end();
  await server.says(/FIN/);
  await first.receivesEnd();
  stage.print();
  await stage.runRefused('server 2', LESSON, 'server.ts', server.port);
  stage.print();
  second.write(Buffer.from('oi'));
  await server.says(/message/);
  await second.receives(2);
}

export const steps: Steps = {
  1: nobodyListens,
  2: oneConnects,
  3: manyConnect,
  4: writeNothing,
  5: endTheStream,
  6: listenTwice,
};
