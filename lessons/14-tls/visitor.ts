/** A client that a step plays: over TLS, one request at a time. */

import type { Buffer } from 'node:buffer';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ConnectionOptions, connect, createServer, type TLSSocket } from 'node:tls';
import { FrameDecoder } from '../../protocol/decoder.ts';
import type { Frame } from '../../protocol/frame.ts';
import type { Identity } from './keys/identity.ts';

export class Visitor {
  readonly #socket: TLSSocket;
  readonly #decoder = new FrameDecoder();
  readonly #frames: Frame[] = [];
  /** Resolves when nothing is left of the connection: with the code of its error, or `FIN`. */
  readonly closed: Promise<string>;

  private constructor(socket: TLSSocket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#frames.push(...this.#decoder.decode(bytes)));
    let ending = 'FIN';
    socket.on('error', (error: NodeJS.ErrnoException) => {
      ending = error.code ?? error.message;
    });
    this.closed = new Promise((resolve) => socket.once('close', () => resolve(ending)));
  }

  /** Rejects when the certificate is not what `options` want. */
  static async connect(port: number, options: ConnectionOptions): Promise<Visitor> {
    const socket = connect({ port, host: '127.0.0.1', ...options });
    await once(socket, 'secureConnect');
    return new Visitor(socket);
  }

  /** One write, and another one only when this has been taken. */
  async write(bytes: Buffer): Promise<void> {
    await new Promise((resolve) => this.#socket.write(bytes, resolve));
  }

  /** The next frame. Rejects when the connection breaks. */
  async frame(): Promise<Frame> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame) return frame;
      if (this.#socket.destroyed) throw new Error('the connection is closed');
      await Promise.race([once(this.#socket, 'data'), this.closed]);
    }
  }

  /** Half-closes; the server says goodbye. */
  async leave(): Promise<void> {
    this.#socket.end();
    await this.closed;
  }

  async stop(): Promise<void> {
    this.#socket.destroy();
  }
}

/** `welcome`, or the code of the error that a client with these options gets. */
export async function knock(port: number, options: ConnectionOptions): Promise<string> {
  try {
    const visitor = await Visitor.connect(port, options);
    await visitor.stop();
    return 'welcome';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/** The same, at a server that does nothing but show its certificate. */
export async function knockAt({ key, cert }: Identity, options: ConnectionOptions): Promise<string> {
  const server = createServer({ key, cert }, (socket) => socket.on('error', () => {}));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const said = await knock((server.address() as AddressInfo).port, options);
  server.close();
  return said;
}
