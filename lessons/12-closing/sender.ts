/** A client that first writes all that it has, and reads only then: as a short program does. */

import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Client } from '../course/actors.ts';
import type { Stage } from '../course/stage.ts';

const PIECE_BYTES = 65_536;

export interface Sent {
  /** How many bytes went out before the other side broke the connection off, or all. */
  readonly bytes: number;
  readonly whole: boolean;
}

export class Sender {
  readonly #socket: Socket;
  readonly #stage: Stage;

  constructor(socket: Socket, stage: Stage) {
    this.#socket = socket;
    this.#stage = stage;
  }

  /** How many bytes it has read. */
  get bytesRead(): number {
    return this.#socket.bytesRead;
  }

  /** Writes `first`, then zeros, `size` bytes in all, as fast as they are taken. */
  async writes(first: Buffer, size: number): Promise<Sent> {
    for (let bytes = 0; bytes < size; bytes += PIECE_BYTES) {
      const piece = Buffer.alloc(PIECE_BYTES);
      if (bytes === 0) first.copy(piece);
      if (!(await this.#write(piece))) return { bytes, whole: false };
    }
    return { bytes: size, whole: true };
  }

  /** Begins to read: from here on it is a client like the others. */
  reads(): Client {
    const client = new Client(this.#socket, (line) => {
      const say = (words: string) => `client   ${words}`;
      this.#stage.print(typeof line === 'string' ? say(line) : { en: say(line.en), pt: say(line.pt) });
    });
    this.#socket.resume();
    return client;
  }

  async stop(): Promise<void> {
    this.#socket.destroy();
  }

  /** False when the other side has broken the connection off. */
  #write(piece: Buffer): Promise<boolean> {
    return new Promise((resolve) => {
      this.#socket.write(piece, (error) => resolve(!error));
    });
  }
}

export async function connectSender(stage: Stage, port: number): Promise<Sender> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.pause();
  socket.on('error', () => {}); // its write is told, too
  await once(socket, 'connect');
  return stage.owns(new Sender(socket, stage));
}
