/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { encodeMessage } from './framing.ts';

const LESSON = '04-lines';
const HORA = Buffer.from('HORA');
const LISTAR = Buffer.from('LISTAR');
/** Longer messages are refused by framing.ts. */
const MOST_BYTES = 65_536;
/** So many bytes of `PAGAR 1000` and its newline; the rest is lost on the way. */
const ARRIVES = 9;

/** A message and its newline, for the dump. */
function fieldsOf(message: Buffer) {
  return [
    { name: 'message', size: message.length },
    { name: '\\n', size: 1 },
  ];
}

async function breakTheWholeStream(stage: Stage): Promise<void> {
  const bytes = Buffer.concat([HORA, LISTAR]);
  stage.dump(bytes, {
    fields: [
      { name: 'message', size: HORA.length },
      { name: 'message', size: LISTAR.length },
    ],
  });
  const server = await stage.startServer('03-text-and-bytes');
  const client = await stage.connect(server);
  client.write(bytes);
  await server.reads(bytes.length);
  client.end();
  await server.says(/message/);
}

async function endWithNewline(stage: Stage): Promise<void> {
  const bytes = Buffer.concat([encodeMessage(HORA), encodeMessage(LISTAR)]);
  stage.dump(bytes, { fields: [...fieldsOf(HORA), ...fieldsOf(LISTAR)] });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(bytes);
  await server.says(/HORA/);
  await server.says(/LISTAR/);
  await client.receives(5);
  await client.receives(7);
  client.write(encodeMessage(HORA));
  await server.says(/HORA/);
  await client.receives(5);
}

/** Every letter of Unicode once, in UTF-8. D800 to DFFF are halves of UTF-16 and no letters. */
function allOfUnicode(): Buffer {
  const blocks = Array.from({ length: 0x1100 }, (_, block) => block).filter(
    (block) => block >> 3 !== 0xd8 >> 3,
  );
  const lettersOf = (block: number) => Array.from({ length: 256 }, (_, index) => block * 256 + index);
  return Buffer.from(blocks.map((block) => String.fromCodePoint(...lettersOf(block))).join(''));
}

async function cutAnywhere(stage: Stage): Promise<void> {
  const everything = allOfUnicode();
  const newlines = everything.filter((byte) => byte === 0x0a).length;
  stage.print({
    en: `All of Unicode, every letter once: ${everything.length.toLocaleString('en')} bytes.`,
    pt: `O Unicode inteiro, cada letra uma vez: ${everything.length.toLocaleString('pt-BR')} bytes.`,
  });
  stage.print({ en: `0a among them: ${newlines}`, pt: `0a entre eles: ${newlines}` });
  stage.print();
  const bytes = encodeMessage(Buffer.from('ação'));
  const sizes = [2, 4, 1];
  stage.dump(bytes, { fields: fieldsOf(bytes.subarray(1)), reads: sizes });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  await client.writeCut(bytes, sizes, server);
  await server.says(/message/);
}

async function returnAndNewline(stage: Stage): Promise<void> {
  const bytes = Buffer.from('HORA\r\n');
  stage.dump(bytes, {
    fields: [
      { name: 'message', size: HORA.length },
      { name: '\\r', size: 1 },
      { name: '\\n', size: 1 },
    ],
  });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(bytes);
  await server.says(/message/);
  await client.receives(bytes.length);
  stage.print();
  stage.print(`${inspect('HORA\r')} === ${inspect('HORA')}   ${String('HORA\r') === 'HORA'}`);
}

async function loseTheEnd(stage: Stage): Promise<void> {
  const whole = encodeMessage(Buffer.from('PAGAR 1000'));
  stage.dump(whole, { fields: fieldsOf(whole.subarray(1)), reads: [ARRIVES] });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(whole.subarray(0, ARRIVES));
  await server.reads(ARRIVES);
  client.end();
  await server.says(/inside a message/);
  await client.receivesEnd();
}

async function neverEnd(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(Buffer.alloc(MOST_BYTES, 'x'));
  await server.reads(MOST_BYTES);
  client.write(Buffer.from('x'));
  await server.says(/more than/);
  await client.receivesEnd();
}

async function typeANewline(stage: Stage): Promise<void> {
  const typed = 'oi\nSAIR';
  stage.print(`'DIZER ' + ${inspect(typed)}`);
  stage.print();
  const bytes = encodeMessage(Buffer.from(`DIZER ${typed}`));
  stage.dump(bytes);
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(bytes);
  await server.says(/SAIR/);
}

export const steps: Steps = {
  1: breakTheWholeStream,
  2: endWithNewline,
  3: cutAnywhere,
  4: returnAndNewline,
  5: loseTheEnd,
  6: neverEnd,
  7: typeANewline,
};
