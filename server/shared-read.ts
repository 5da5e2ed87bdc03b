/** All clients are read into the same memory: who says nothing costs none, and nothing is set aside for each read. */

import type { OnReadOpts, Socket } from 'node:net';
import { adopt } from '../sockets/adopt.ts';

const memory = Buffer.allocUnsafeSlow(65_536);

/** The same connection as `accepted`, which must be unread; its `data` events have copies, as long as what came. */
export function readShared(accepted: Socket): Socket {
  const onread: OnReadOpts = {
    buffer: memory,
    callback: (length) => {
      conn.emit('data', Buffer.from(memory.subarray(0, length)));
      return true;
    },
  };
  const conn = adopt(accepted, onread, { allowHalfOpen: true, highWaterMark: 65_536 });
  return conn;
}
