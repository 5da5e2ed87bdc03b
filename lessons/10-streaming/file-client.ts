/** A client that asks for a file and reads nothing before it is told to. It keeps no bytes: it counts them and hashes them. */

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { type EndMessage, encodeRequest, parseEnd } from '../../protocol/message.ts';

export class FileClient {
  /** What END says; undefined as long as it has not come. */
  end: EndMessage | undefined;
  /** Bytes of the file. */
  received = 0;
  readonly #socket: Socket;
  readonly #decoder = new FrameDecoder();
  readonly #hash = createHash('sha256');

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => {}); // of a server that has been stopped
  }

  static async connect(port: number): Promise<FileClient> {
    const socket = connect(port, '127.0.0.1').pause();
    await once(socket, 'connect');
    return new FileClient(socket);
  }

  ask(name: string): void {
    this.#socket.write(encodeRequest(1, { command: 'ARQUIVO', argument: name }));
  }

  /** Bytes that have been read from the socket. */
  get bytesRead(): number {
    return this.#socket.bytesRead;
  }

  /** Reads from now on; resolves when the file is complete. The connection stays. */
  read(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.on('data', (bytes) => {
        for (const frame of this.#decoder.decode(bytes)) this.#take(frame);
        if (this.end) resolve();
      });
      this.#socket.once('close', () => reject(new Error('the connection ended inside the file')));
      this.#socket.resume();
    });
  }

  /** Of all that was received. */
  sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  async stop(): Promise<void> {
    this.#socket.destroy();
  }

  #take({ type, payload }: Frame): void {
    if (type === FrameType.END) this.end = parseEnd(payload);
    if (type !== FrameType.CHUNK) return;
    this.received += payload.length;
    this.#hash.update(payload);
  }
}
