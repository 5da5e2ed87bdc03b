/** Finding the server: through an inspector where one listens, else directly. */

import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { readInto } from '../sockets/read-into.ts';
import type { Address } from '../terminal/address.ts';

/** How long a host that does not even refuse may take. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Eight times what Node reads at once. */
const READ_BYTES = 524_288;

export interface Route {
  /** Paused. Its `data` events are parts of one memory: see sockets/read-into.ts. */
  readonly socket: Socket;
  readonly address: Address;
  /** Not the first choice's plain server, but an inspector in front of it. */
  readonly throughInspector: boolean;
}

/** Tries `inspector` first where it is given, then `server`. Rejects with the system's error about the server. */
export async function connect(server: Address, inspector: Address | undefined): Promise<Route> {
  if (inspector) {
    const socket = await connectTo(inspector).catch(() => undefined);
    if (socket) return { socket, address: inspector, throughInspector: true };
  }
  return { socket: await connectTo(server), address: server, throughInspector: false };
}

async function connectTo(address: Address): Promise<Socket> {
  const onread = readInto(Buffer.allocUnsafeSlow(READ_BYTES));
  const socket = createConnection({ ...address, allowHalfOpen: true, noDelay: true, onread });
  socket.pause(); // what nobody listens for yet would be lost
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
    return socket;
  } catch (error) {
    socket.destroy();
    const late = (error as Error).name === 'AbortError';
    throw late ? Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }) : error;
  }
}
