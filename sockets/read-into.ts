/**
 * Reading a connection into the same memory each time, for `net.connect` or `adopt`. What is read is told as a `data`
 * event. Node calls `callback` as a method of the socket: so one serves all who share a memory.
 */

import type { OnReadOpts, Socket } from 'node:net';

/** The events have parts of `memory`, valid until the event returns; where the socket is paused by then, until it resumes. */
export function readInto(memory: Buffer): OnReadOpts {
  return onread(memory, (part) => part);
}

/** The events have copies, as long as what came. Any number of sockets may share `memory`. */
export function copyFrom(memory: Buffer): OnReadOpts {
  return onread(memory, (part) => Buffer.from(part));
}

function onread(memory: Buffer, told: (part: Buffer) => Buffer): OnReadOpts {
  function callback(this: Socket, length: number): boolean {
    this.emit('data', told(memory.subarray(0, length)));
    return true;
  }
  return { buffer: memory, callback };
}
