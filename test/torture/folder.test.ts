/** `DB/` changes underneath: what happens to a file while it is on its way to a client who has stopped reading. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Frame, FrameType } from '../../protocol/frame.ts';
import { encodeRequest, parseError } from '../../protocol/message.ts';
import { Peer, startServer, temporaryFolder } from '../support.ts';
import { account, chance, times } from './form.ts';

const WINDOWS = process.platform === 'win32';
const ROOT_USER = process.getuid?.() === 0;
/** More than the systems' buffers between server and client hold. */
const FILE_BYTES = 16 * 2 ** 20;
const SECRET = 'secret'.repeat(1_000);

/** What is done to `path`; what becomes of the answer that is on its way; what the next request hears. */
interface Change {
  readonly name: string;
  readonly apply: (path: string) => void;
  readonly now: 'whole' | 'file-failed';
  readonly next: 'whole' | 'not-found' | 'file-failed' | 'other';
}

const CHANGES: readonly Change[] = [
  { name: 'deleted', apply: (path) => rmSync(path), now: 'whole', next: 'not-found' },
  { name: 'emptied', apply: (path) => truncateSync(path, 0), now: 'file-failed', next: 'other' },
  {
    name: 'cut short',
    apply: (path) => truncateSync(path, FILE_BYTES - 1),
    now: 'file-failed',
    next: 'other',
  },
  { name: 'grown', apply: (path) => appendFileSync(path, SECRET), now: 'whole', next: 'other' },
  {
    name: 'replaced by another file',
    apply: (path) => replace(path, (other) => writeFileSync(other, 'other')),
    now: 'whole',
    next: 'other',
  },
  {
    name: 'replaced by a link that leads out',
    apply: (path) => replace(path, (other) => symlinkSync('../secret', other)),
    now: 'whole',
    next: 'not-found',
  },
  {
    name: 'replaced by a pipe',
    apply: (path) => replace(path, (other) => execFileSync('mkfifo', [other])),
    now: 'whole',
    next: 'not-found',
  },
  {
    name: 'replaced by a folder',
    apply: (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    now: 'whole',
    next: 'not-found',
  },
  ...(ROOT_USER
    ? []
    : [
        {
          name: 'forbidden',
          apply: (path: string) => chmodSync(path, 0),
          now: 'whole' as const,
          next: 'file-failed' as const,
        },
      ]),
];

function replace(path: string, make: (other: string) => void): void {
  make(`${path}.new`);
  renameSync(`${path}.new`, path);
}

/** The file is on its way, and the client does not read; `after` bytes of it have come. */
async function onItsWay(t: TestContext, port: number, after: number): Promise<Peer> {
  const peer = await Peer.connect(t, port);
  peer.socket.write(encodeRequest(1, { command: 'ARQUIVO', argument: 'file' }));
  while (bytesIn(peer.frames) <= after) await peer.framesUpTo(peer.frames.length + 1);
  peer.socket.pause();
  return peer;
}

function bytesIn(frames: readonly Frame[]): number {
  return frames.reduce((bytes, { payload }) => bytes + payload.length, 0);
}

function contentOf(frames: readonly Frame[]): Buffer {
  return Buffer.concat(frames.filter(({ type }) => type === FrameType.CHUNK).map(({ payload }) => payload));
}

/** What a whole answer came to. */
function outcome(frames: readonly Frame[], original: Buffer): string {
  const last = frames.find(({ type }) => type === FrameType.END || type === FrameType.ERROR);
  if (last?.type === FrameType.ERROR) return parseError(last.payload).code;
  return contentOf(frames).equals(original) ? 'whole' : 'other';
}

test('a file that changes while it is sent comes whole or is known to be broken, and no secret comes ever', {
  skip: WINDOWS,
}, async (t) => {
  const below = chance(t);
  const folder = temporaryFolder(t);
  const db = join(folder, 'db');
  mkdirSync(db);
  writeFileSync(join(folder, 'secret'), SECRET);
  const server = await startServer(t, { db });
  const original = Buffer.alloc(FILE_BYTES, 'abc');
  const path = join(db, 'file');
  const rounds = times(1, 10);
  const lost: string[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const { name, apply, now, next } of CHANGES) {
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, original);
      const peer = await onItsWay(t, server.port, below(2 ** 20));
      apply(path);
      peer.socket.resume();
      peer.socket.end(encodeRequest(2, { command: 'ARQUIVO', argument: 'file' }));
      await peer.ended;
      const [first, second] = [1, 2].map((id) => peer.frames.filter((frame) => frame.id === id));
      const heard = [outcome(first ?? [], original), outcome(second ?? [], original)];
      if (heard.join() !== [now, next].join()) lost.push(`${name}: ${heard.join(', then ')}`);
      // What was appended is the secret itself: it may come with the next answer, but not with this one.
      if (contentOf(first ?? []).includes('secret')) lost.push(`${name}: the secret came`);
    }
  assert.doesNotMatch(server.log(), /ENOENT|Error/);
  account(t, rounds * CHANGES.length, 'files changed while they were sent', lost);
});
