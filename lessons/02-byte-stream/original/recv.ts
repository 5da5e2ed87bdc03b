/** Python's recv, so that the two programs beside this file read as the original did. */

import type { Buffer } from 'node:buffer';
import { once } from 'node:events';
import type { Socket } from 'node:net';

/** Waits until bytes are there and takes at most `most` of them; undefined at the end of the stream. */
export async function recv(conn: Socket, most: number): Promise<Buffer | undefined> {
  if (conn.readableLength === 0 && !conn.readableEnded) await once(conn, 'readable');
  return (conn.read(Math.min(conn.readableLength, most)) as Buffer | null) ?? undefined;
}
