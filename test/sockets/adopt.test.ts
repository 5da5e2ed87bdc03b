/** A connection that was handed over is the same connection: to its peer, to its server and to whoever reads it. */

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type AdoptedOptions, adopt } from '../../sockets/adopt.ts';
import { readInto } from '../../sockets/read-into.ts';

interface Pair {
  readonly server: Server;
  readonly client: Socket;
  readonly adopted: Socket;
  readonly memory: Buffer;
}

async function pair(t: TestContext, options: AdoptedOptions = {}): Promise<Pair> {
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepting = once(server, 'connection');
  const client = connect({
    port: (server.address() as AddressInfo).port,
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  const [accepted] = (await accepting) as [Socket];
  const memory = Buffer.alloc(1_024);
  const adopted = adopt(accepted, readInto(memory), { allowHalfOpen: true, ...options });
  t.after(() => {
    client.destroy();
    adopted.destroy();
    server.close();
  });
  return { server, client, adopted, memory };
}

test('a handed over connection speaks in both directions, and each may end by itself', async (t) => {
  const { client, adopted } = await pair(t);
  assert.equal(adopted.remotePort, client.localPort);
  const closed = Promise.all([once(adopted, 'close'), once(client, 'close')]);
  const ended = once(adopted, 'end');
  client.end('ola');
  const [bytes] = (await once(adopted, 'data')) as [Buffer];
  assert.equal(bytes.toString(), 'ola');
  await ended;
  adopted.end('adeus');
  const [answer] = (await once(client, 'data')) as [Buffer];
  assert.equal(answer.toString(), 'adeus');
  await closed;
});

test('a reset of a handed over connection is told as an error', async (t) => {
  const { client, adopted } = await pair(t);
  adopted.on('data', () => {});
  client.resetAndDestroy();
  const [error] = (await once(adopted, 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'ECONNRESET');
});

test('its server counts a handed over connection once, and closes when that has closed', async (t) => {
  const { server, client, adopted } = await pair(t);
  const count = () =>
    new Promise<number>(
      (resolve) => void server.getConnections((_error, connections) => resolve(connections)),
    );
  await turn(); // the shell has closed
  assert.equal(await count(), 1);
  let closed = false;
  server.close(() => {
    closed = true;
  });
  await turn();
  assert.equal(closed, false);
  adopted.destroy();
  client.destroy();
  await once(server, 'close');
  assert.equal(closed, true);
});

test('what a socket reads lies in the memory that it was given, and a paused one leaves it as it is', async (t) => {
  const { client, adopted, memory } = await pair(t);
  const reads = new EventEmitter();
  adopted.on('data', (bytes) => {
    adopted.pause();
    reads.emit('read', bytes);
  });
  client.write('um');
  const [first] = (await once(reads, 'read')) as [Buffer];
  assert.equal(first.buffer, memory.buffer);
  client.write('dois');
  await turn();
  assert.equal(first.toString(), 'um');
  adopted.resume();
  const [second] = (await once(reads, 'read')) as [Buffer];
  assert.equal(second.toString(), 'dois');
  assert.equal(first.toString(), 'do'); // the same bytes
});

test('a connection that is not to be read yet is read when it resumes', async (t) => {
  const { client, adopted } = await pair(t, { pauseOnCreate: true });
  let told = 0;
  adopted.on('data', () => {
    told += 1;
  });
  await new Promise<void>((written) => client.write('ola', () => written()));
  await turn();
  assert.equal(told, 0);
  adopted.resume();
  const [bytes] = (await once(adopted, 'data')) as [Buffer];
  assert.equal(bytes.toString(), 'ola');
});
