/** Reading a connection into the same memory each time. */

import type { OnReadOpts, Socket } from 'node:net';

/**
 * For `net.connect` or `adopt`: what the socket reads goes to `memory`, and its `data` events have parts of that. Each is
 * valid until the event returns; where the socket is paused by then, until it resumes.
 */
export function readInto(memory: Buffer, socket: () => Socket): OnReadOpts {
  return {
    buffer: memory,
    callback: (length) => {
      socket().emit('data', memory.subarray(0, length));
      return true;
    },
  };
}
