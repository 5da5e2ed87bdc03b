/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';
import * as framing06 from '../06-pickle/framing.ts';
import * as request06 from '../06-pickle/request.ts';
import { hex, text } from '../course/dump.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { encodeMessage, MessageDecoder } from './framing.ts';
import { answer, encodeRequest } from './request.ts';

const LESSON = '07-header';
const ERROR = 3;
const HORA_06 = framing06.encodeMessage(request06.encodeRequest('HORA'));
const HORA = encodeMessage(encodeRequest(258, 'HORA'));
const LENGTH_06 = [{ name: 'length', size: 4 }];
const HEADER = [
  { name: 'magic', size: 2 },
  { name: 'version', size: 1 },
  { name: 'type', size: 1 },
  { name: 'id', size: 4 },
  { name: 'length', size: 4 },
  { name: 'checksum', size: 4 },
];

/** The parts of a frame, for the dump. */
function fieldsOf(frame: Buffer) {
  return [...HEADER, { name: 'payload', size: frame.length - 16 }];
}

/** A copy in which the bits that are set in `mask` are turned over in one byte. */
function flipped(bytes: Buffer, at: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ mask, at);
  return copy;
}

async function breakTheMessage(stage: Stage): Promise<void> {
  stage.dump(HORA_06, { fields: LENGTH_06 });
  stage.print('client 1   48 → 68   0100 1000 → 0110 1000   "H" → "h"');
  stage.print('client 2   0d → 0c   0000 1101 → 0000 1100   13 → 12');
  stage.print();
  const server = await stage.startServer('06-pickle');
  const first = await stage.connect(server);
  const second = await stage.connect(server);
  first.write(flipped(HORA_06, 6, 0x20));
  await server.says(/message/);
  const reply = text((await first.takes(10)).subarray(4));
  first.tells({ en: `received ${reply}`, pt: `recebeu ${reply}` });
  second.write(flipped(HORA_06, 3, 0x01));
  await server.says(/message/);
  second.write(framing06.encodeMessage(request06.encodeRequest('LISTAR')));
  await server.says(/more than/);
}

async function sixteenBytes(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(HORA);
  await server.says(/message/);
  await client.receives(16 + 6);
  stage.print();
  stage.dump(HORA, { fields: fieldsOf(HORA) });
  stage.print('magic      45 43         "EC"');
  stage.print('version    01            1');
  stage.print('type       01            1: REQUEST');
  stage.print('id         00 00 01 02   0·256³ + 0·256² + 1·256 + 2 = 258');
  stage.print('length     00 00 00 0d   13');
  stage.print(`checksum   ${hex(HORA.subarray(12, 16))}   CRC-32`);
}

async function everyBit(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const first = await stage.connect(server);
  const second = await stage.connect(server);
  first.write(flipped(HORA, 18, 0x20));
  await server.says(/bad checksum/);
  second.write(flipped(HORA, 11, 0x01));
  await server.says(/bad checksum/);
  stage.print();
  const before = countFates(HORA_06, fateIn06);
  const now = countFates(HORA, fateIn07);
  stage.print({
    en: '                               lesson 06   lesson 07',
    pt: '                                lição 06    lição 07',
  });
  for (const [fate, name] of FATES) {
    const counts = [before[fate], now[fate]].map((count) => String(count).padStart(12)).join('');
    stage.print({ en: name.en.padEnd(28) + counts, pt: name.pt.padEnd(28) + counts });
  }
}

/** What becomes of a message in which a bit is turned over. */
type Fate = 'refused' | 'cut off' | 'taken';

const FATES: readonly (readonly [Fate | 'all', Text])[] = [
  ['all', { en: 'bits turned over, in turn', pt: 'bits virados, um por vez' }],
  ['refused', { en: 'refused at once', pt: 'recusados na hora' }],
  ['cut off', { en: 'noticed at the FIN', pt: 'notados só no FIN' }],
  ['taken', { en: 'accepted as good', pt: 'aceitos como bons' }],
];

function countFates(frame: Buffer, fateOf: (bytes: Buffer) => Fate): Record<Fate | 'all', number> {
  const counts = { all: 0, refused: 0, 'cut off': 0, taken: 0 };
  for (let bit = 0; bit < frame.length * 8; bit += 1) {
    counts.all += 1;
    counts[fateOf(flipped(frame, bit >> 3, 0x80 >> (bit & 7)))] += 1;
  }
  return counts;
}

function fateIn06(bytes: Buffer): Fate {
  return fateOf(new framing06.MessageDecoder(), bytes, (message) =>
    String(request06.answer(message)).includes('bad-request'),
  );
}

function fateIn07(bytes: Buffer): Fate {
  return fateOf(new MessageDecoder(), bytes, (message) => answer(message).type === ERROR);
}

/** As the server does it: what the decoder throws and what is answered with an error is refused. */
function fateOf<Message>(
  decoder: { push(bytes: Buffer): Iterable<Message>; readonly isEmpty: boolean },
  bytes: Buffer,
  refuses: (message: Message) => boolean,
): Fate {
  try {
    if ([...decoder.push(bytes)].some(refuses)) return 'refused';
    return decoder.isEmpty ? 'taken' : 'cut off';
  } catch {
    return 'refused';
  }
}

async function swapTwoWords(stage: Stage): Promise<void> {
  const swapped = Buffer.from(HORA);
  swapped.write('RAHO', 18);
  for (const frame of [HORA, swapped]) {
    const payload = frame.subarray(16);
    const { type, id } = encodeRequest(258, 'HORA');
    const checksum = encodeMessage({ type, id, payload }).subarray(12, 16);
    stage.print(`${hex(payload)}   ${text(payload)}`);
    stage.print(`  ${sumOf(payload)}`);
    stage.print(`  CRC-32: ${hex(checksum)}`);
    stage.print();
  }
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(swapped);
  await server.says(/bad checksum/);
  await client.receivesEnd();
}

/** What these bytes add to TCP's checksum: their 16-bit words in ones' complement (RFC 1071, section 1). */
function sumOf(bytes: Buffer): string {
  const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
  const words = Array.from({ length: padded.length / 2 }, (_, index) => padded.readUInt16BE(2 * index));
  const sum = words.reduce((total, word) => total + word, 0);
  const folded = (sum & 0xffff) + (sum >> 16);
  return `${words.map(hex16).join(' + ')} = ${hex16(folded)}`;
}

function hex16(value: number): string {
  return value.toString(16).padStart(4, '0');
}

async function strangersCall(stage: Stage): Promise<void> {
  const page = Buffer.from('GET / HTTP/1.1\r\n');
  const version2 = Buffer.from(HORA);
  version2.writeUInt8(2, 2);
  stage.dump(page, { fields: HEADER });
  const server = await stage.startServer(LESSON);
  const browser = await stage.connect(server);
  const newer = await stage.connect(server);
  const typist = await stage.connect(server);
  browser.write(page);
  await server.says(/bad magic/);
  newer.write(version2);
  await server.says(/bad version/);
  typist.write(Buffer.from('oi\n'));
  await server.reads(3);
  typist.end();
  await server.says(/inside a message/);
}

async function threeQuestions(stage: Stage): Promise<void> {
  const odd = { ...encodeRequest(8, ''), payload: Buffer.from('["HORA"]') };
  const requests = [encodeRequest(7, 'HORA'), odd, encodeRequest(9, 'LISTAR')];
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(Buffer.concat(requests.map(encodeMessage)));
  for (const _ of requests) await server.says(/message/);
  const frames: Buffer[] = [];
  for (const request of requests) frames.push(await client.receives(encodeMessage(answer(request)).length));
  stage.print();
  stage.print('type   id            payload');
  for (const frame of frames) stage.print(rowOf(frame));
}

/** Its type and id as they stand in the header, and as much of the payload as there is room for. */
function rowOf(frame: Buffer): string {
  const payload = text(frame.subarray(16));
  const shown = payload.length > 48 ? `${payload.slice(0, 47)}…` : payload;
  return `${hex(frame.subarray(3, 4))}     ${hex(frame.subarray(4, 8))}   ${shown}`;
}

async function changeOnPurpose(stage: Stage): Promise<void> {
  const forged = encodeMessage(encodeRequest(258, 'SAIR'));
  stage.dump(HORA, { fields: fieldsOf(HORA) });
  stage.dump(forged, { fields: fieldsOf(forged) });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(forged);
  await server.says(/message/);
  await client.receives(16 + 6);
}

export const steps: Steps = {
  1: breakTheMessage,
  2: sixteenBytes,
  3: everyBit,
  4: swapTwoWords,
  5: strangersCall,
  6: threeQuestions,
  7: changeOnPurpose,
};
