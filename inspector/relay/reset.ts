/** How a connection is broken off so that its peer sees a RST. */

import type { Socket } from 'node:net';

/** A handle that is being shut down cannot be reset: libuv refuses with EINVAL. */
export function reset(socket: Socket): void {
  if (socket.destroyed) return;
  if (socket.writableEnded && !socket.writableFinished) socket.once('finish', () => socket.resetAndDestroy());
  else socket.resetAndDestroy();
}
