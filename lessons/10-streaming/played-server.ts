/** A server that the step plays itself: one client, no rules, any frames. Each frame that it sends is a line. */

import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { encodeFrame, FrameType } from '../../protocol/frame.ts';
import { encodeEnd, encodeFile } from '../../protocol/message.ts';
import type { Stage } from '../course/stage.ts';

/** The client's first request has this id. */
const ID = 1;

export class PlayedServer {
  readonly port: number;
  readonly #stage: Stage;
  readonly #listener: Server;
  #conn: Socket | undefined;

  private constructor(stage: Stage, listener: Server) {
    this.#stage = stage;
    this.#listener = listener;
    this.port = (listener.address() as AddressInfo).port;
    listener.once('connection', (conn: Socket) => {
      this.#conn = conn.on('error', () => {}); // of a client that breaks off: it says why itself
    });
  }

  static async listen(stage: Stage): Promise<PlayedServer> {
    const listener = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return stage.owns(new PlayedServer(stage, listener));
  }

  /** Waits until the client has asked for something. */
  async isAsked(): Promise<void> {
    if (!this.#conn) await once(this.#listener, 'connection');
    if (this.#conn) await once(this.#conn, 'data');
  }

  file(name: string, size: number): void {
    this.#stage.print(`server   FILE  ${JSON.stringify({ name, size })}`);
    this.#conn?.write(encodeFile(ID, { name, size }));
  }

  /** `words` say what is in it. */
  chunk(payload: Buffer, words: string): void {
    if (words) this.#stage.print(`server   CHUNK ${words}`);
    this.#conn?.write(encodeFrame({ type: FrameType.CHUNK, id: ID, payload }));
  }

  fileEnd(size: number, sha256: string): void {
    this.#stage.print(`server   END   {"size":${size},"sha256":"${sha256.slice(0, 8)}…"}`);
    this.#conn?.write(encodeEnd(ID, { size, sha256 }));
  }

  /** Says nothing that matters: the client prints a line when it gets there, and by then it has taken the chunks. */
  mark(): void {
    this.#conn?.write(encodeFrame({ type: FrameType.PONG, id: 0, payload: Buffer.alloc(0) }));
  }

  end(): void {
    this.#stage.print('server   FIN');
    this.#conn?.end();
  }

  async stop(): Promise<void> {
    this.#conn?.destroy();
    this.#listener.close();
  }
}
