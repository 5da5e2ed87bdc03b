/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import { decodeHeader, encodeFrame, type Frame, FrameType } from '../../protocol/frame.ts';
import { encodeRequest, parseError } from '../../protocol/message.ts';
import { encodeRequest as encodeRequest07 } from '../07-header/request.ts';
import type { Client, Server } from '../course/actors.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { answer, takesArgument } from './switch.ts';
import { receiveFrame, sendFrame, takeFrame } from './talk.ts';

const LESSON = '08-commands';
const HEADER = [
  { name: 'magic', size: 2 },
  { name: 'version', size: 1 },
  { name: 'type', size: 1 },
  { name: 'id', size: 4 },
  { name: 'length', size: 4 },
  { name: 'checksum', size: 4 },
];

function request(id: number, json: string): Frame {
  return { type: FrameType.REQUEST, id, payload: Buffer.from(json) };
}

/** Asks, shows what the server says of it, and shows the answer. */
async function ask(
  stage: Stage,
  server: Server,
  client: Client,
  frame: Frame,
  says = /'|REQUEST|type/,
): Promise<void> {
  sendFrame(stage, client, frame);
  await server.says(says);
  await receiveFrame(stage, client);
}

async function breakTheEcho(stage: Stage): Promise<void> {
  const server = await stage.startServer('07-header');
  const client = await stage.connect(server);
  for (const [index, line] of ['HORA', 'DANCAR'].entries()) {
    sendFrame(stage, client, encodeRequest07(index + 1, line));
    await server.says(/message/);
    await receiveFrame(stage, client);
  }
}

async function useTheTable(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.startClient(LESSON, server);
  for (const line of ['CONSULTA', 'HORA', 'SAIR']) {
    client.type(line);
    await server.says(new RegExp(`'${line}'`));
    await client.says(/^type/);
  }
  await client.says(/FIN/);
}

function growTheSwitch(stage: Stage): void {
  stage.print(row('', 'answer(command, "oi")', 'takesArgument(command)'));
  for (const command of ['CONSULTA', 'SAIR', 'ECO', 'DANCAR'])
    stage.print(row(command, inspect(answer(command, 'oi')), inspect(takesArgument(command))));
}

function row(...[first = '', second = '', third = '']: readonly string[]): string {
  return `${first.padEnd(14)}${second.padEnd(30)}${third}`;
}

async function errorIsAFrame(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  sendFrame(stage, client, request(258, '["DANCAR",null]'));
  await server.says(/DANCAR/);
  const bytes = encodeFrame(await receiveFrame(stage, client));
  stage.print();
  stage.dump(bytes, { fields: [...HEADER, { name: 'payload', size: decodeHeader(bytes).length }] });
}

async function fourBadRequests(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  await ask(stage, server, client, request(1, '["HORA"]'));
  await ask(stage, server, client, request(2, '["DANCAR",null]'));
  await ask(stage, server, client, request(3, '["HORA","ontem"]'));
  await ask(stage, server, client, { type: FrameType.REPLY, id: 4, payload: Buffer.from('"oi"') });
  sendFrame(stage, client, request(5, '["CONSULTA",null]'));
  await receiveFrame(stage, client);
}

const NO_COMMANDS = ['DANCAR', 'toString', 'constructor', '__proto__'];
const ENDED = { en: '(the server has ended)', pt: '(o servidor terminou)' };

async function objectAsTable(stage: Stage): Promise<void> {
  const broken = await stage.startServer(LESSON, 'object-table.ts');
  const byObject = await askAll(await stage.connect(broken), NO_COMMANDS);
  await broken.says(/Error/);
  const server = await stage.startServer(LESSON);
  const byMap = await askAll(await stage.connectTo(server.port), NO_COMMANDS);
  stage.print();
  stage.print(row('', 'object-table.ts', 'server.ts'));
  for (const [index, name] of NO_COMMANDS.entries()) {
    const [object, map] = [byObject[index], byMap[index] ?? ''];
    if (object !== undefined) stage.print(row(name, object, map));
    else stage.print({ en: row(name, ENDED.en, map), pt: row(name, ENDED.pt, map) });
  }
}

/** Asks these commands, one after the other: the answers, an ERROR by its code; undefined when the server has ended. */
async function askAll(client: Client, commands: readonly string[]): Promise<(string | undefined)[]> {
  const answers: (string | undefined)[] = [];
  for (const [index, command] of commands.entries()) {
    client.sends(encodeRequest(index + 1, { command, argument: null }));
    const frame = await takeFrame(client);
    answers.push(
      frame && (frame.type === FrameType.ERROR ? parseError(frame.payload).code : String(frame.payload)),
    );
  }
  return answers;
}

async function breakTheStream(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const typist = await stage.connect(server);
  const other = await stage.connect(server);
  await ask(stage, server, typist, request(1, '["CONSULTA",null]'));
  typist.write(Buffer.from('oi\n'));
  await receiveFrame(stage, typist);
  await typist.receivesEnd();
  await server.says(/CLOSED/);
  await ask(stage, server, other, request(1, '["CONSULTA",null]'));
}

export const steps: Steps = {
  1: breakTheEcho,
  2: useTheTable,
  3: growTheSwitch,
  4: errorIsAFrame,
  5: fourBadRequests,
  6: objectAsTable,
  7: breakTheStream,
};
