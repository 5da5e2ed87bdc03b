/**
 * The load: requests one at a time or a thousand at once, and bulk. It sends ready-made bytes and counts what comes
 * back, without understanding it, so that it costs as little as a client in Node can, and the same for every server.
 */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { HOST } from './processes.ts';

/** What is sent, and how many bytes come back for it. */
export interface Exchange {
  readonly request: Buffer;
  readonly answerBytes: number;
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: HOST, noDelay: true });
  await once(socket, 'connect');
  socket.on('error', () => {}); // the end is counted by what has come until then
  return socket;
}

/** Each of the connections asks, waits for the answer and asks again. Resolves with answers per second. */
export async function pingPong(
  port: number,
  exchange: Exchange,
  connections: number,
  milliseconds: number,
): Promise<number> {
  return exchanges(port, exchange, { connections, window: 1 }, milliseconds);
}

/** One connection on which `window` requests are always under way. Resolves with answers per second. */
export async function inFlight(
  port: number,
  exchange: Exchange,
  window: number,
  milliseconds: number,
): Promise<number> {
  return exchanges(port, exchange, { connections: 1, window }, milliseconds);
}

async function exchanges(
  port: number,
  { request, answerBytes }: Exchange,
  { connections, window }: { connections: number; window: number },
  milliseconds: number,
): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const requests = Buffer.concat(new Array<Buffer>(window).fill(request));
  let answers = 0;
  for (const socket of sockets) {
    let received = 0;
    socket.on('data', (bytes) => {
      received += bytes.length;
      const answered = Math.floor(received / answerBytes);
      received -= answered * answerBytes;
      answers += answered;
      if (answered > 0) socket.write(requests.subarray(0, answered * request.length));
    });
    socket.write(requests);
  }
  await Promise.all(sockets.map((socket) => once(socket, 'data'))); // all are being served
  answers = 0;
  const begin = performance.now();
  await pause(milliseconds);
  const seconds = (performance.now() - begin) / 1000;
  for (const socket of sockets) socket.destroy();
  return answers / seconds;
}

/** Sends `block` over and over, at least `bytes` in all. Resolves with bytes per second, when all is there. */
export async function bulk(from: Socket, to: Socket, block: Buffer, bytes: number): Promise<number> {
  const blocks = Math.ceil(bytes / block.length);
  const begin = performance.now();
  const arrived = arrival(to, blocks * block.length);
  for (let sent = 0; sent < blocks; sent += 1) if (!from.write(block)) await once(from, 'drain');
  await arrived;
  return (blocks * block.length * 1000) / (performance.now() - begin);
}

async function arrival(socket: Socket, bytes: number): Promise<void> {
  let missing = bytes;
  await new Promise<void>((resolve, reject) => {
    socket.once('close', () => reject(new Error(`closed with ${missing} bytes missing`)));
    socket.on('data', (chunk) => {
      missing -= chunk.length;
      if (missing <= 0) resolve();
    });
  });
}
