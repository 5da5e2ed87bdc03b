/**
 * A cable that can be pulled out. Before, it carries all bytes; after, none, in neither direction, and no FIN or RST.
 *
 * Simplified on purpose: it is a relay, so the systems at its two ends still get their acknowledgements. Who only reads
 * sees no difference.
 */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class Cable {
  readonly #listener: Server;
  readonly #sockets: Socket[] = [];
  #pulled = false;

  constructor(target: number) {
    this.#listener = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
      const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
      this.#carry(near, far);
      this.#carry(far, near);
    });
  }

  /** Resolves with the port of its near end. */
  async lay(): Promise<number> {
    this.#listener.listen(0, '127.0.0.1');
    await once(this.#listener, 'listening');
    return (this.#listener.address() as AddressInfo).port;
  }

  pull(): void {
    this.#pulled = true;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#listener.close();
  }

  #carry(from: Socket, to: Socket): void {
    this.#sockets.push(from);
    from.on('data', (bytes) => {
      if (!this.#pulled) to.write(bytes);
    });
    from.on('end', () => {
      if (!this.#pulled) to.end();
    });
    from.on('error', () => {}); // what one end does is not heard at the other
  }
}
