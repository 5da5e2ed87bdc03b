/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { encodeMessage as encodeLine } from '../04-lines/framing.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';
import { encodeMessage } from './framing.ts';

const LESSON = '05-length-prefix';
const POEM = Buffer.from('Minha terra tem palmeiras\nonde canta o sabiá');

/** The parts of a message, for the dump. */
function fieldsOf(message: Buffer) {
  return [
    { name: 'length', size: 4 },
    { name: 'message', size: message.length - 4 },
  ];
}

async function breakTheLines(stage: Stage): Promise<void> {
  const bytes = encodeLine(POEM);
  stage.dump(bytes);
  const server = await stage.startServer('04-lines');
  const client = await stage.connect(server);
  client.write(bytes);
  await server.says(/sabiá/);
}

async function sayHowLong(stage: Stage): Promise<void> {
  const bytes = encodeMessage(POEM);
  stage.dump(bytes, { fields: fieldsOf(bytes) });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(bytes);
  await server.says(/message/);
}

async function cutThePrefix(stage: Stage): Promise<void> {
  const bytes = encodeMessage(Buffer.from('HORA'));
  const sizes = [1, 1, 1, 3, 2];
  stage.dump(bytes, { fields: fieldsOf(bytes), reads: sizes });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  await client.writeCut(bytes, sizes, server);
  await server.says(/message/);
}

async function readBackwards(stage: Stage): Promise<void> {
  const backwards = Buffer.concat([Buffer.from([4, 0, 0, 0]), Buffer.from('HORA')]);
  stage.dump(backwards, { fields: fieldsOf(backwards) });
  stage.print('04 00 00 00 little-endian   4 + 0·256 + 0·256² + 0·256³');
  stage.print(`                            = ${backwards.readUInt32LE(0)}`);
  stage.print('04 00 00 00 big-endian      4·256³ + 0·256² + 0·256 + 0');
  stage.print(`                            = ${backwards.readUInt32BE(0)}`);
  stage.print();
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(backwards);
  await server.says(/more than/);
  await client.receivesEnd();
}

async function promiseFourGigabytes(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const liar = await stage.connect(server);
  const honest = await stage.connect(server);
  liar.write(Buffer.from('ffffffff', 'hex'));
  await server.says(/more than/);
  await liar.receivesEnd();
  honest.write(encodeMessage(Buffer.from('HORA')));
  await server.says(/message/);
  await honest.receives(8);
}

async function lieByOne(stage: Stage): Promise<void> {
  const lie = Buffer.concat([Buffer.from([0, 0, 0, 5]), Buffer.from('HORA')]);
  const stream = Buffer.concat([lie, encodeMessage(Buffer.from('SAIR'))]);
  stage.print({ en: 'What the sender meant:', pt: 'O que quem enviou quis dizer:' });
  stage.dump(stream, { fields: [...fieldsOf(lie), ...fieldsOf(lie)] });
  stage.print({ en: 'What the receiver finds:', pt: 'O que quem recebe encontra:' });
  stage.dump(stream, {
    fields: [
      { name: 'length', size: 4 },
      { name: 'message', size: 5 },
      { name: 'length', size: 4 },
      { name: '…', size: 3 },
    ],
  });
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  client.write(stream);
  await server.says(/message/);
  client.end();
  await server.says(/inside a message/);
}

export const steps: Steps = {
  1: breakTheLines,
  2: sayHowLong,
  3: cutThePrefix,
  4: readBackwards,
  5: promiseFourGigabytes,
  6: lieByOne,
};
