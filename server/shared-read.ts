/** All clients are read into the same memory: who says nothing costs none, and nothing is set aside for each read. */

import type { Socket } from 'node:net';
import { adopt } from '../sockets/adopt.ts';
import { copyFrom } from '../sockets/read-into.ts';

const ONREAD = copyFrom(Buffer.allocUnsafeSlow(16_384));

/** The same connection as `accepted`, which must be unread. */
export function readShared(accepted: Socket): Socket {
  return adopt(accepted, ONREAD, { allowHalfOpen: true, highWaterMark: 65_536 });
}
