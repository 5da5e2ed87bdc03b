/** The relay's own connections to the target, to tell when one of them arrives here: then the target leads back. */

import type { Socket } from 'node:net';
import { socketAddress } from '../../terminal/address.ts';

type Ends = Pick<Socket, 'localAddress' | 'localPort' | 'remoteAddress' | 'remotePort'>;

/**
 * A connection is known by both of its ends. One is not enough: systems give the same port to several connections that
 * lead to different places.
 */
export class Dialled<Dialler> {
  readonly #diallers = new Map<string, Dialler>();

  /** Returns what forgets it; a socket that has closed does not know its ends any more. */
  add(socket: Ends, dialler: Dialler): () => void {
    const path = `${local(socket)} → ${remote(socket)}`;
    this.#diallers.set(path, dialler);
    return () => this.#diallers.delete(path);
  }

  /** Who dialled the connection that has arrived as `accepted`; undefined: somebody else. */
  diallerOf(accepted: Ends): Dialler | undefined {
    return this.#diallers.get(`${remote(accepted)} → ${local(accepted)}`);
  }
}

function local({ localAddress, localPort }: Ends): string {
  return socketAddress(asIpv4(localAddress), localPort);
}

function remote({ remoteAddress, remotePort }: Ends): string {
  return socketAddress(asIpv4(remoteAddress), remotePort);
}

/** A listener on `::` shows IPv4 addresses as `::ffff:127.0.0.1`. */
function asIpv4(address: string | undefined): string | undefined {
  return address?.replace(/^::ffff:/, '');
}
