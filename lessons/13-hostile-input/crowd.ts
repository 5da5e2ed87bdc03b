/** Connections that a step makes by the hundred. Each says a few bytes; what it hears first is all that counts. */

import type { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { parseError } from '../../protocol/message.ts';
import { nameOf } from '../08-commands/talk.ts';

export interface Visit {
  /** Resolves when it is connected, or will never be. */
  readonly connected: Promise<void>;
  /** What it hears first: `REPLY`, `ERROR timeout`, or `closed` where the connection ends without a word. */
  readonly hears: Promise<string>;
  /** Resolves when nothing is left of the connection. */
  readonly closed: Promise<void>;
  /** Whether something is. */
  open(): boolean;
  leave(): void;
}

/** So many may be under way at once; a system's queue of new connections can be short. */
const MOST_AT_ONCE = 100;

/** Connects and writes `bytes`. Closes when the other side does. */
export function visit(port: number, bytes: Buffer): Visit {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(bytes));
  const decoder = new FrameDecoder();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const connected = new Promise<void>((resolve) => socket.once('connect', resolve));
  const frame = new Promise<Frame>((resolve) => {
    socket.on('data', (read) => [...decoder.decode(read)].slice(0, 1).map(resolve));
  });
  socket.on('error', () => {}); // its 'close' says enough
  return {
    connected: Promise.race([connected, closed]),
    hears: Promise.race([frame.then(wordsOf), closed.then(() => 'closed')]),
    closed,
    open: () => !socket.closed,
    leave: () => socket.destroy(),
  };
}

/** So many connections, each of which writes `bytes`. Resolves when they are connected. */
export async function gather(port: number, size: number, bytes: Buffer): Promise<Visit[]> {
  const crowd: Visit[] = [];
  while (crowd.length < size) {
    const group = Array.from({ length: Math.min(MOST_AT_ONCE, size - crowd.length) }, () =>
      visit(port, bytes),
    );
    await Promise.all(group.map(({ connected }) => connected));
    crowd.push(...group);
  }
  return crowd;
}

/** How often each was said, the most frequent first. */
export function tally(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

function wordsOf({ type, payload }: Frame): string {
  return type === FrameType.ERROR ? `ERROR ${parseError(payload).code}` : nameOf(type);
}
