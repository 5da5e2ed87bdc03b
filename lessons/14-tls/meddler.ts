/** A relay that turns one bit over, once it is told to. It needs no key for that: bytes are bytes. */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';

export class Meddler {
  readonly #server: Server;
  /** The next bytes of a client are changed. */
  armed = false;

  private constructor(target: number) {
    this.#server = createServer((client) => {
      const server = connect(target, '127.0.0.1');
      client.on('data', (bytes) => server.write(this.#changed(bytes)));
      server.pipe(client);
      client.on('error', () => server.destroy());
      client.on('close', () => server.destroy());
      server.on('error', () => client.destroy());
    });
  }

  static async start(target: number): Promise<Meddler> {
    const meddler = new Meddler(target);
    meddler.#server.listen(0, '127.0.0.1');
    await once(meddler.#server, 'listening');
    return meddler;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.close();
  }

  #changed(bytes: Buffer): Buffer {
    if (!this.armed) return bytes;
    this.armed = false;
    const last = bytes.length - 1;
    bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
    return bytes;
  }
}
