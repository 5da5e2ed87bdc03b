/**
 * Reads a socket into memory of our own, the same at each read: at a gigabyte a second most of the time would go into
 * collecting what Node sets aside for each (sockets/adopt.ts).
 */

import type { OnReadOpts, Socket } from 'node:net';
import { adopt } from '../../sockets/adopt.ts';

/** Eight of the usual reads in one: fewer system calls. What an idle connection does not touch costs no memory. */
const READ_BYTES = 524_288;

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

  /** The same connection as `accepted`, which must be unread. Not read before it is resumed. */
  adopt(accepted: Socket): Socket {
    return adopt(accepted, this.onread, { allowHalfOpen: true, pauseOnCreate: true });
  }
}
