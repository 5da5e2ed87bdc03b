/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import type { Text } from '../../terminal/language.ts';
import { hex } from '../course/dump.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';

const LESSON = '03-text-and-bytes';
const TEXT = 'ação';
const BYTES = Buffer.from(TEXT);
/** Two ways to write the same letter. */
const ONE_SIGN = '\u00e7';
const C_AND_CEDILLA = 'c\u0327';

/** Each letter of `text` and how many bytes it takes, for the dump. */
function lettersOf(text: string) {
  return [...text].map((letter) => ({ name: letter, size: Buffer.byteLength(letter) }));
}

/** Sends `ação` to a lesson's server, with a cut behind the first byte of ç; gives the answer. */
async function sendCut(stage: Stage, lesson: string, answerBytes: number): Promise<Buffer> {
  const server = await stage.startServer(lesson);
  const client = await stage.connect(server);
  client.write(BYTES.subarray(0, 2));
  await server.reads(2);
  client.write(BYTES.subarray(2));
  await server.reads(4);
  client.end();
  await server.says(/message/);
  return client.receives(answerBytes);
}

async function cutALetter(stage: Stage): Promise<void> {
  stage.dump(BYTES, { fields: lettersOf(TEXT), reads: [2, 4] });
  const answer = await sendCut(stage, '02-byte-stream', 10);
  stage.print();
  stage.dump(answer, { fields: lettersOf(String(answer)) });
  stage.print({
    en: `${BYTES.length} bytes went in, ${answer.length} came back.`,
    pt: `Entraram ${BYTES.length} bytes, voltaram ${answer.length}.`,
  });
}

async function keepBytes(stage: Stage): Promise<void> {
  await sendCut(stage, LESSON, 6);
}

async function countBytes(stage: Stage): Promise<void> {
  stage.print('.length   bytes');
  for (const text of ['a', ONE_SIGN, C_AND_CEDILLA, '€', '😀'])
    stage.print(
      `   ${text.length}        ${Buffer.byteLength(text)}     ${hex(Buffer.from(text)).padEnd(11)}   ${text}`,
    );
  stage.print();
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(Buffer.from('😀'));
  await server.reads(4);
}

/** What the bits before the first 0 say. */
const FORMS: Readonly<Record<string, Text>> = {
  '0': { en: 'a letter of 1 byte', pt: 'uma letra de 1 byte' },
  '10': { en: 'a letter goes on', pt: 'uma letra continua' },
  '110': { en: 'a letter of 2 bytes begins', pt: 'começa uma letra de 2 bytes' },
  '1110': { en: 'a letter of 3 bytes begins', pt: 'começa uma letra de 3 bytes' },
  '11110': { en: 'a letter of 4 bytes begins', pt: 'começa uma letra de 4 bytes' },
};

function showBits(stage: Stage): void {
  for (const letter of 'aç€😀')
    for (const [index, byte] of Buffer.from(letter).entries())
      stage.print(bitsRow(byte, index === 0 ? `: ${letter}` : ''));
  stage.print();
  const code = 0b00011_100111;
  stage.print(`00011 100111  =  ${code}  =  U+00E7  =  ${String.fromCodePoint(code)}`);
}

function bitsRow(byte: number, letter: string): Text {
  const bits = byte.toString(2).padStart(8, '0');
  const form = bits.slice(0, bits.indexOf('0') + 1);
  const row = `${hex(Buffer.of(byte))}   ${form} ${bits.slice(form.length)}   `;
  return { en: `${row}${FORMS[form]?.en}${letter}`, pt: `${row}${FORMS[form]?.pt}${letter}` };
}

/** The lines of the head; an empty one ends it. */
function headWith(length: number): string[] {
  return ['POST / HTTP/1.1', 'Host: localhost', `Content-Length: ${length}`, ''];
}

async function countLetters(stage: Stage): Promise<void> {
  stage.print(`${inspect(TEXT)}.length                ${TEXT.length}`);
  stage.print(`Buffer.byteLength(${inspect(TEXT)})    ${Buffer.byteLength(TEXT)}`);
  stage.print();
  for (const line of headWith(TEXT.length)) stage.print(line);
  stage.dump(BYTES, {
    fields: [
      { name: 'body', size: TEXT.length },
      { name: '…', size: BYTES.length - TEXT.length },
    ],
  });
  const server = await stage.startServer(LESSON, 'aside/web.ts');
  const wrong = await stage.connect(server);
  const right = await stage.connect(server);
  wrong.write(Buffer.from([...headWith(TEXT.length), TEXT].join('\r\n')));
  await server.says(/no request/);
  right.write(Buffer.from([...headWith(BYTES.length), TEXT].join('\r\n')));
  await server.says(/body/);
}

async function showAsItComes(stage: Stage): Promise<void> {
  const sizes = [2, 2, 1, 1];
  stage.dump(BYTES, { fields: lettersOf(TEXT), reads: sizes });
  const server = await stage.startServer(LESSON, 'aside/live.ts');
  const client = await stage.connect(server);
  let start = 0;
  for (const size of sizes) {
    client.write(BYTES.subarray(start, start + size));
    await server.reads(size);
    await server.says(/text/);
    start += size;
  }
  client.end();
  await server.says(/FIN/);
}

async function sendNoText(stage: Stage): Promise<void> {
  const latin1 = Buffer.from(TEXT, 'latin1');
  stage.dump(latin1, { fields: [...TEXT].map((letter) => ({ name: letter, size: 1 })) });
  stage.print(`String(bytes)   ${inspect(String(latin1))}`);
  stage.print();
  const server = await stage.startServer(LESSON, 'aside/live.ts');
  const old = await stage.connect(server);
  const cut = await stage.connect(server);
  old.write(latin1);
  await server.says(/not UTF-8/);
  cut.write(BYTES.subarray(0, 2));
  await server.says(/text/);
  cut.end();
  await server.says(/not UTF-8/);
}

export const steps: Steps = {
  1: cutALetter,
  2: keepBytes,
  3: countBytes,
  4: showBits,
  5: countLetters,
  6: showAsItComes,
  7: sendNoText,
};
