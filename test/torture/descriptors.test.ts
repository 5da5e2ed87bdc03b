/** `ulimit -n 64`: a server that has no file descriptor left goes on answering those whom it has. */

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { FrameType } from '../../protocol/frame.ts';
import { encodeRequest, parseError } from '../../protocol/message.ts';
import { Peer, Program } from '../support.ts';
import { account, times } from './form.ts';

const WINDOWS = process.platform === 'win32';
const ATTACKERS = 150;

async function startServer(t: TestContext): Promise<{ program: Program; port: number }> {
  const program = new Program(t, ['echo-server.ts', '--port', '0'], { ulimit: '-n 64' });
  const [, port = ''] = await program.prints(/listening on 127\.0\.0\.1:(\d+)/);
  return { program, port: Number(port) };
}

/** All five commands; a list and a file need descriptors of their own. */
async function assertServes(peer: Peer): Promise<void> {
  const before = peer.frames.length;
  for (const [id, command] of ['LISTAR', 'ARQUIVO', 'HORA'].entries())
    peer.socket.write(encodeRequest(id, { command, argument: command === 'ARQUIVO' ? 'file1.txt' : null }));
  const frames = (await peer.framesUpTo(before + 5)).slice(before);
  const { REPLY, FILE, CHUNK, END } = FrameType;
  assert.deepEqual(
    frames.map(({ type }) => type),
    [REPLY, FILE, CHUNK, END, REPLY],
  );
}

/** What a newcomer makes of it: `served`, told so, dropped, or nothing yet. */
async function newcomer(t: TestContext, port: number): Promise<string> {
  const peer = await Peer.connect(t, port).catch(() => undefined);
  if (!peer) return 'dropped';
  peer.socket.write(encodeRequest(1, { command: 'HORA', argument: null }));
  await Promise.race([peer.framesUpTo(1).catch(() => {}), peer.ended]);
  const [frame] = peer.frames;
  peer.socket.destroy();
  if (!frame) return 'dropped';
  return frame.type === FrameType.ERROR ? parseError(frame.payload).code : 'served';
}

test('with 64 descriptors, the connected are answered through a flood, newcomers are told or dropped', {
  skip: WINDOWS,
}, async (t) => {
  const { program, port } = await startServer(t);
  const rounds = times(1, 20);
  const lost: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const connected = await fourWhoAreServed(t, port);
    const flood = Array.from({ length: ATTACKERS }, () => newcomer(t, port));
    for (const peer of connected) await assertServes(peer);
    const heard = await Promise.all(flood);
    lost.push(...heard.filter((outcome) => !/^(served|dropped|too-many-connections)$/.test(outcome)));
    assert.ok(heard.includes('dropped') || heard.includes('too-many-connections'), 'the flood was no flood');
    for (const peer of connected) await assertServes(peer);
    for (const peer of connected) peer.socket.end();
    await Promise.all(connected.map(({ closed }) => closed));
  }
  assert.equal(program.child.exitCode, null);
  account(t, rounds * ATTACKERS, 'newcomers at a server with 64 descriptors', lost);
});

/** As soon as there is room for them: the flood before may still be leaving. */
async function fourWhoAreServed(t: TestContext, port: number): Promise<Peer[]> {
  for (;;) {
    const peers = await Promise.all([1, 2, 3, 4].map(() => Peer.connect(t, port)));
    const served = await Promise.all(
      peers.map((peer) =>
        assertServes(peer).then(
          () => true,
          () => false,
        ),
      ),
    );
    if (served.every(Boolean)) return peers;
    for (const { socket } of peers) socket.destroy();
  }
}
