/**
 * Reading a connection into memory of our own. By default Node sets new memory aside for each read, 64 KiB of it
 * however little comes, and spends much of its time collecting that again.
 *
 * Node has this for connections that it dials (`onread` of `net.connect`), not for those that it accepts: there the
 * connection is handed over to a socket that was made with it.
 */

import { type OnReadOpts, type Server, Socket, type SocketConstructorOpts } from 'node:net';

/** What Node's types leave out. Its own server makes its sockets with `handle`, and counts them by `_server`. */
interface Internals {
  _handle: object | null;
  _server: Server | null;
}

/** What else may be said of the socket. */
export interface AdoptedOptions {
  readonly allowHalfOpen?: boolean;
  /** In bytes: so many may wait to be written before `write` returns false. */
  readonly highWaterMark?: number;
  /** Not read before it is resumed. */
  readonly pauseOnCreate?: boolean;
}

/**
 * The same connection as `accepted`, which must be unread (`pauseOnConnect`) and is not to be used any more. What it
 * reads goes to `onread` and is no `data` event.
 */
export function adopt(accepted: Socket, onread: OnReadOpts, options: AdoptedOptions): Socket {
  const { _handle: handle, _server } = accepted as unknown as Internals;
  const adopted = new Socket({ ...options, handle, onread } as SocketConstructorOpts);
  const nothing: Internals = { _handle: null, _server: null };
  Object.assign(accepted, nothing).destroy(); // an empty shell
  return Object.assign(adopted, { _server });
}
