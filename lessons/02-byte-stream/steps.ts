/** The actions of the README's steps, under the same numbers. */

import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { hexAndText } from '../course/dump.ts';
import type { Stage } from '../course/stage.ts';
import type { Steps } from '../course/step.ts';

const LESSON = '02-byte-stream';
const ORIGINAL = `${LESSON}/original`;
const CONSULTA = Buffer.from('CONSULTA');
const LISTAR = Buffer.from('LISTAR');
const LARGE_BYTES = 300_000;
/** Fewer than there are: a socket of Node, used as here, takes at most 65,536 bytes at a time. */
const SHOWN_READS = 3;
const BUSY = { en: 'server   is busy: it does not read yet', pt: 'server   está ocupado: ainda não lê' };

async function breakTheEcho(stage: Stage): Promise<void> {
  const server = await stage.startServer('01-echo');
  const client = await stage.connect(server);
  for (const part of [CONSULTA.subarray(0, 4), CONSULTA.subarray(4)]) {
    client.write(part);
    await server.says(/message/);
  }
}

async function collect(stage: Stage): Promise<void> {
  const server = await stage.startServer(LESSON);
  const client = await stage.connect(server);
  await client.writeCut(CONSULTA, [4, CONSULTA.length - 4], server);
  client.end();
  await server.says(/message/);
  await client.receives(CONSULTA.length);
  await client.receivesEnd();
}

/** Our two ends of a connection. The receiving one reads nothing before it is told to: its program is busy. */
async function withBusyReceiver(
  noDelay: boolean,
  act: (sender: Socket, receiver: Socket) => Promise<void>,
): Promise<void> {
  const listener = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const sender = connect({ port, host: '127.0.0.1', noDelay });
  const [receiver] = (await once(listener, 'connection')) as [Socket];
  try {
    await act(sender, receiver);
  } finally {
    sender.destroy();
    receiver.destroy();
    listener.close();
  }
}

/** The sizes of the reads that bring `total` bytes. */
async function readAll(receiver: Socket, total: number): Promise<number[]> {
  const sizes: number[] = [];
  receiver.on('data', ({ length }) => sizes.push(length));
  receiver.resume();
  while (receiver.bytesRead < total) await once(receiver, 'data');
  return sizes;
}

async function writeTwice(stage: Stage, noDelay: boolean): Promise<void> {
  await withBusyReceiver(noDelay, async (sender, receiver) => {
    stage.print(BUSY);
    stage.print(`client   setNoDelay(${noDelay})`);
    for (const bytes of [CONSULTA, LISTAR]) {
      stage.print(`client   write ${bytes.length} bytes: ${hexAndText(bytes)}`);
      await new Promise((written) => sender.write(bytes, written));
    }
    const sizes = await readAll(receiver, CONSULTA.length + LISTAR.length);
    stage.printVarying(`server   ${sizes.map((size) => `read ${size} bytes`).join(', ')}`);
  });
}

async function twoWritesOneRead(stage: Stage): Promise<void> {
  const fields = [
    { name: 'write 1', size: CONSULTA.length },
    { name: 'write 2', size: LISTAR.length },
  ];
  stage.dump(Buffer.concat([CONSULTA, LISTAR]), { fields });
  await writeTwice(stage, false);
}

async function oneWriteManyReads(stage: Stage): Promise<void> {
  await withBusyReceiver(true, async (sender, receiver) => {
    stage.print(BUSY);
    stage.print(`client   write ${LARGE_BYTES} bytes`);
    sender.write(Buffer.alloc(LARGE_BYTES, 'x'));
    const sizes = await readAll(receiver, LARGE_BYTES);
    for (const size of sizes.slice(0, SHOWN_READS)) stage.printVarying(`server   read ${size} bytes`);
    const more = sizes.length - SHOWN_READS;
    stage.printVarying({ en: `server   … and ${more} reads more`, pt: `server   … e mais ${more} leituras` });
  });
}

async function loseTheEndOfAFile(stage: Stage): Promise<void> {
  const server = await stage.startServer(ORIGINAL);
  const client = await stage.startClient(ORIGINAL, server);
  for (const request of ['ARQUIVO', 'CONSULTA']) {
    client.type(request);
    await server.says(/write/);
    await client.says(/read/);
  }
}

async function loseTheSecondRequest(stage: Stage): Promise<void> {
  const bytes = Buffer.concat([CONSULTA, Buffer.from('ARQUIVO')]);
  const fields = [
    { name: 'request 1', size: CONSULTA.length },
    { name: 'request 2', size: bytes.length - CONSULTA.length },
  ];
  stage.dump(bytes, { fields });
  const server = await stage.startServer(ORIGINAL);
  const client = await stage.connect(server);
  client.write(bytes);
  await server.says(/write/);
  await client.receives('Servidor online 24 horas'.length);
  client.end();
  await server.says(/FIN/);
  await client.receivesEnd();
}

export const steps: Steps = {
  1: breakTheEcho,
  2: collect,
  3: twoWritesOneRead,
  4: (stage) => writeTwice(stage, true),
  5: oneWriteManyReads,
  6: loseTheEndOfAFile,
  7: loseTheSecondRequest,
};
