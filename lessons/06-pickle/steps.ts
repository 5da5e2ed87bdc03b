/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import type { Client, Server } from '../course/actors.ts';
import { wrap } from '../course/markdown.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { ask } from './ask.ts';
import { encodeMessage } from './framing.ts';
import { disassemble } from './pickle.ts';
import { columns, tableRow } from './pickle-table.ts';
import { bytesOf, PICKLES, type Pickle } from './pickles.ts';
import { answer, encodeRequest } from './request.ts';

const LESSON = '06-pickle';
const BROKEN = Buffer.from('["HORA",nu');
const PROGRAM = bytesOf(PICKLES.attack0);
/** Where the text of a line stands that somebody says. */
const INDENT = ' '.repeat(9);
const TEXT_WIDTH = 66;

const TABLE_HEAD = {
  en: columns('at', 'bytes', '  opcode', 'stack after it, top on the right'),
  pt: columns('em', 'bytes', '  opcode', 'a pilha depois, topo à direita'),
};
/** They keep the top under a number and change nothing. */
const MEMO_OPCODES = ['PUT', 'BINPUT', 'MEMOIZE'];
/** What the mark in a row means. */
const DANGER = {
  en: '! Python imports or calls something here; we only write it down',
  pt: '! aqui o Python importa ou chama algo; nós só anotamos',
};

function dumpMessage(stage: Stage, message: Buffer): void {
  const fields = [
    { name: 'length', size: 4 },
    { name: 'message', size: message.length - 4 },
  ];
  stage.dump(message, { fields });
}

function showPython(stage: Stage, { python, hex }: Pickle): void {
  stage.print(`>>> ${python}`);
  stage.dump(bytesOf({ python, hex }));
}

/** All opcodes, or only those that are not `hidden`. */
function showProgram(stage: Stage, pickle: Pickle, hidden: readonly string[] = []): void {
  stage.print(TABLE_HEAD);
  for (const instruction of disassemble(bytesOf(pickle)))
    if (!hidden.includes(instruction.name)) stage.print(tableRow(instruction));
}

async function breakTheMeaning(stage: Stage): Promise<void> {
  const messages = [encodeMessage(BROKEN), encodeMessage(PROGRAM)];
  for (const message of messages) dumpMessage(stage, message);
  const server = await stage.startServer('05-length-prefix');
  const client = await stage.connect(server);
  for (const message of messages) {
    client.write(message);
    await server.says(/message/);
    await client.receives(message.length);
  }
}

function showTheRequest(stage: Stage): void {
  showPython(stage, PICKLES.hora4);
  showProgram(stage, PICKLES.hora4);
}

function showTheFile(stage: Stage): void {
  showPython(stage, PICKLES.file2);
  showProgram(stage, PICKLES.file2, MEMO_OPCODES);
  stage.print(DANGER);
}

function showTheAttack(stage: Stage): void {
  showPython(stage, PICKLES.attack0);
  showProgram(stage, PICKLES.attack0, MEMO_OPCODES);
  stage.print(DANGER);
  stage.print();
  stage.print(`>>> ${PICKLES.attack4.python}`);
  for (const instruction of disassemble(bytesOf(PICKLES.attack4)))
    if (instruction.danger) stage.print(tableRow(instruction));
}

async function speakJson(stage: Stage): Promise<void> {
  showPython(stage, PICKLES.hora4);
  stage.print('> JSON.stringify(["HORA", null])');
  stage.dump(Buffer.from(JSON.stringify(['HORA', null])));
  const server = await stage.startServer(LESSON);
  const client = await stage.startClient(LESSON, server);
  for (const line of ['HORA', 'ARQUIVO file1.txt']) {
    client.type(line);
    await server.says(/message/);
    await client.says(/./);
  }
}

async function surviveThem(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  for (const message of [BROKEN, PROGRAM, encodeRequest('HORA')])
    await converse(stage, server, client, message);
}

/** Sends a message and shows the answer, in its length and in its words. */
async function converse(stage: Stage, server: Server, client: Client, message: Buffer): Promise<void> {
  client.write(encodeMessage(message));
  await server.says(/message/);
  const received = await client.receives(encodeMessage(answer(message)).length);
  for (const line of wrap(String(received.subarray(4)), TEXT_WIDTH)) stage.print(INDENT + line);
}

const MESSAGES = [
  '["HORA",null]',
  '["HORA"]',
  '["HORA",null,"x"]',
  '["ARQUIVO",7]',
  '[null,null]',
  '"OI"',
  '{"__proto__":{"admin":true}}',
];

async function checkTheShape(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const answers = await ask(server.port, MESSAGES);
  stage.print();
  for (const [index, message] of MESSAGES.entries())
    stage.print(message.padEnd(30) + shortened(answers[index] ?? ''));
  const value = JSON.parse('{"__proto__":{"admin":true}}') as { admin?: boolean };
  stage.print();
  stage.print(`const value = JSON.parse('{"__proto__":{"admin":true}}');`);
  stage.print(`value.admin                      ${value.admin}`);
  stage.print(`Object.assign({}, value).admin   ${Object.assign({}, value).admin}`);
}

/** An error as its code and its message; a reply as it is. */
function shortened(json: string): string {
  const value = JSON.parse(json) as string | { code: string; message: string };
  return typeof value === 'string' ? json : `${value.code}: ${value.message}`;
}

export const steps: Steps = {
  1: breakTheMeaning,
  2: showTheRequest,
  3: showTheFile,
  4: showTheAttack,
  5: speakJson,
  6: surviveThem,
  7: checkTheShape,
};
