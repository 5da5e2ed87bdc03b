/** Traffic through a relay: both of its ends are here, the relay is a process of its own. */

import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type OnReadOpts, type Server, type Socket } from 'node:net';
import { encodeFrame, FrameType, HEADER_BYTES } from '../protocol/frame.ts';
import { encodePing } from '../protocol/message.ts';
import { adopt } from '../sockets/adopt.ts';
import { readInto } from '../sockets/read-into.ts';
import type { Seen } from './ours/inspector.ts';
import { ask, HOST, type Program, startScript } from './processes.ts';
import { bulk, type Exchange, pingPong } from './traffic.ts';

const BLOCK_BYTES = 262_144;
const READ_BYTES = 1 << 20;
const CONNECTIONS = 50;
const PING = encodePing(1, Buffer.alloc(64 - HEADER_BYTES, 'x'));
const GREETING = PING;
const EXCHANGE: Exchange = { request: PING, answerBytes: PING.length };

export interface Load {
  /** Of each frame, header included. */
  readonly frameBytes: number;
  /** In all. */
  readonly bytes: number;
  /** `up` is from client to server. */
  readonly direction: 'up' | 'down';
}

/** What the relays lead to: takes bulk and sends it, or echoes. */
export class Target {
  readonly port: number;
  /** Tells which connection has said its first words: not every one that a relay makes is ours. */
  readonly #greeted = new EventEmitter();
  echoing = false;

  private constructor(server: Server, port: number) {
    this.port = port;
    server.on('connection', (accepted: Socket) => {
      const socket = adopt(accepted, sparing(), { highWaterMark: 1 << 20 });
      socket.on('error', () => {});
      if (this.echoing) socket.on('data', (bytes) => socket.write(bytes));
      else socket.once('data', () => this.#greeted.emit('greeted', socket));
    });
  }

  static async start(): Promise<Target> {
    const server = createServer({ pauseOnConnect: true, noDelay: true });
    server.listen(0, HOST);
    await once(server, 'listening');
    return new Target(server, (server.address() as AddressInfo).port);
  }

  /** One transfer over a new connection. Resolves with bytes per second. */
  async transfer(relay: Program, { frameBytes, bytes, direction }: Load): Promise<number> {
    this.echoing = false;
    const greeted = once(this.#greeted, 'greeted');
    const client = connect({ host: HOST, port: relay.port, onread: sparing() });
    client.on('error', () => {}); // whoever waits for the bytes is told that it has closed
    client.write(GREETING);
    const [serverSide] = (await greeted) as [Socket];
    const [from, to] = direction === 'up' ? [client, serverSide] : [serverSide, client];
    const rate = await bulk(from, to, framesOf(frameBytes), bytes);
    for (const socket of [client, serverSide]) socket.destroy();
    return rate;
  }

  /** Exchanges per second, one at a time on each of 50 connections. */
  async pingPong(relay: Program, milliseconds: number): Promise<number> {
    this.echoing = true;
    return pingPong(relay.port, EXCHANGE, CONNECTIONS, milliseconds);
  }
}

/** The ends read as cheaply as can be, or they and not the relay would be what is measured. */
function sparing(): OnReadOpts {
  return readInto(Buffer.allocUnsafeSlow(READ_BYTES));
}

/** Many frames in one write. */
function framesOf(frameBytes: number): Buffer {
  const payload = Buffer.alloc(frameBytes - HEADER_BYTES, 'x');
  const frame = encodeFrame({ type: FrameType.CHUNK, id: 1, payload });
  return Buffer.concat(new Array<Buffer>(Math.max(1, Math.floor(BLOCK_BYTES / frameBytes))).fill(frame));
}

/** How many frames a transfer has: whole blocks of them, and the greeting. */
export function framesIn({ frameBytes, bytes }: Load): number {
  const block = framesOf(frameBytes);
  return (Math.ceil(bytes / block.length) * block.length) / frameBytes + 1;
}

export async function startInspector(target: Target): Promise<Program> {
  return startScript('bench/ours/inspector.ts', [String(target.port)]);
}

export function seen(inspector: Program): Promise<Seen> {
  return ask<Seen>(inspector);
}
