/**
 * Reads a socket into memory of our own, the same at each read. By default Node sets new memory aside for each: at a
 * gigabyte a second most of the time then goes into collecting it again.
 *
 * Node has this for connections that it dials (`onread`), not for those that it accepts: there the connection is handed
 * over to a socket that was made with it.
 */

import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';

/** Four of the usual reads in one: fewer system calls. What an idle connection does not touch costs no memory. */
const READ_BYTES = 262_144;

export class Intake {
  /** For `net.connect`. */
  readonly onread: OnReadOpts;
  #memory: Buffer | undefined;

  /** `take` gets what was read, valid until it returns; longer while `isBusy` says that it is still on its way. */
  constructor(take: (bytes: Buffer) => void, isBusy: () => boolean) {
    this.onread = {
      buffer: () => {
        if (!this.#memory || isBusy()) this.#memory = Buffer.allocUnsafeSlow(READ_BYTES);
        return this.#memory;
      },
      callback: (length, memory) => {
        take((memory as Buffer).subarray(0, length));
        return true;
      },
    };
  }

  /**
   * The same connection as `accepted`, which must be paused and unread and is not to be used any more. Not read before
   * it is resumed.
   */
  adopt(accepted: Socket): Socket {
    const { _handle: handle } = accepted as unknown as { _handle: object };
    const socket = new Socket({ ...ADOPTED, handle, onread: this.onread } as SocketConstructorOpts);
    Object.assign(accepted, { _handle: null }).destroy(); // the shell: its server counts it as gone
    return socket;
  }
}

/** `handle` and `pauseOnCreate` are what Node's own server makes its sockets with; its types leave them out. */
const ADOPTED = { allowHalfOpen: true, pauseOnCreate: true };
