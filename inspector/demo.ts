/** A server and a scripted client in this process, with the relay between them: one command shows the whole thing. */

import { connect, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { start_server } from '../echo-server.ts';
import { encodePing, encodeRequest } from '../protocol/message.ts';
import { Log } from '../server/log.ts';
import { readServerOptions } from '../server/options.ts';
import { startRelay } from './proxy.ts';
import type { RelayEvent } from './relay/events.ts';
import type { RunningSource } from './running-source.ts';

const HOST = '127.0.0.1';
/** Between two things that the client does: time to look. */
const BEAT_MS = 700;

export async function startDemo(onEvent: (event: RelayEvent) => void): Promise<RunningSource> {
  const settings = readServerOptions('en', ['--port', '0']);
  const server = await start_server(
    settings,
    new Log(new Writable({ write: (_chunk, _encoding, done) => done() })),
  );
  const target = { host: HOST, port: server.port };
  const relay = await startRelay({ listen: { host: HOST, port: 0 }, target, onEvent });
  const clients = new Set<Socket>();
  const finished = play(relay.port, clients).catch(() => {}); // a demonstration that is cut off is over
  return {
    route: `demo ${relay.address} → ${server.address}`,
    facts: { kind: 'demo' },
    now: () => performance.now(),
    hold: (rule) => relay.hold(rule),
    release: (frame, action) => relay.release(frame, action),
    releaseAll: () => relay.releaseAll(),
    step: undefined,
    finished,
    async stop() {
      for (const client of clients) client.destroy();
      await relay.stop();
      await server.stop();
    },
  };
}

async function play(port: number, clients: Set<Socket>): Promise<void> {
  const open = () => {
    const socket = connect({ host: HOST, port, noDelay: true, allowHalfOpen: true });
    clients.add(socket);
    socket.on('error', () => {});
    socket.resume();
    return socket;
  };
  const first = open();
  for (const bytes of firstClient()) {
    await pause(BEAT_MS);
    first.write(bytes);
  }
  await pause(BEAT_MS);
  first.end(encodeRequest(7, { command: 'SAIR', argument: null }));
  await pause(BEAT_MS);
  const second = open();
  await pause(BEAT_MS);
  second.write('oi\n');
  await pause(BEAT_MS);
  second.end();
}

/** One write each: single requests, two in one write, one in three writes. */
function firstClient(): Buffer[] {
  const request = (id: number, command: string, argument: string | null = null) =>
    encodeRequest(id, { command, argument });
  const inPieces = request(6, 'ARQUIVO', 'nao-existe.txt');
  return [
    request(1, 'CONSULTA'),
    request(2, 'HORA'),
    request(3, 'LISTAR'),
    Buffer.concat([request(4, 'ARQUIVO', 'file3.txt'), encodePing(5, Buffer.from('um eco'))]),
    inPieces.subarray(0, 5),
    inPieces.subarray(5, 20),
    inPieces.subarray(20),
  ];
}
