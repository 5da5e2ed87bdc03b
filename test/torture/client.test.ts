/** A server that breaks off after any byte of an answer, and one that says anything at all. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileAnswer } from '../../client/answers.ts';
import { ConnectionLost, Conversation } from '../../client/conversation.ts';
import { encodeFrame, FrameType } from '../../protocol/frame.ts';
import { encodeBye, encodeEnd, encodeError, encodeFile, encodeRequest } from '../../protocol/message.ts';
import { startScriptedServer, temporaryFolder } from '../support.ts';
import { account, chance, times } from './form.ts';
import { mutant } from './mutants.ts';

const CONTENT = Buffer.from('conteúdo '.repeat(20));
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const ANSWER = [
  encodeFile(1, { name: 'f', size: CONTENT.length }),
  encodeFrame({ type: FrameType.CHUNK, id: 1, payload: CONTENT.subarray(0, 100) }),
  encodeFrame({ type: FrameType.CHUNK, id: 1, payload: CONTENT.subarray(100) }),
  encodeEnd(1, { size: CONTENT.length, sha256: SHA256 }),
];

/** Asks for `f`: what came of it, in a word. */
async function fetch(t: TestContext, port: number, out: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  t.after(() => socket.destroy());
  const conversation = new Conversation(socket, 5_000, () => {});
  const request = encodeRequest(1, { command: 'ARQUIVO', argument: 'f' });
  const outcome = await conversation
    .ask(
      1,
      request,
      fileAnswer(out, 'f', () => {}),
    )
    .then(
      ({ kind }) => kind,
      (error: unknown) => (error instanceof ConnectionLost ? `lost: ${error.loss.why}` : String(error)),
    );
  conversation.leave();
  await conversation.ended;
  return outcome;
}

/** Nothing, or the whole file. */
function inFolder(out: string): string {
  const names = readdirSync(out);
  if (names.length === 0) return 'nothing';
  return names.join() === 'f' && readFileSync(join(out, 'f')).equals(CONTENT) ? 'whole' : names.join();
}

for (const how of ['ends', 'resets'] as const)
  test(`a server that ${how} the connection after any byte of a file leaves the whole file or nothing`, async (t) => {
    const bytes = Buffer.concat(ANSWER);
    let length = 0;
    const port = await startScriptedServer(t, async (peer) => {
      await peer.framesUpTo(1);
      peer.socket.write(bytes.subarray(0, length));
      if (how === 'ends') peer.socket.end();
      else peer.socket.resetAndDestroy();
    });
    const lost: string[] = [];
    const stride = times(5, 1); // divides their length: the last is the whole answer
    for (length = 0; length <= bytes.length; length += stride) {
      const out = temporaryFolder(t);
      const outcome = await fetch(t, port, out);
      const expected = outcome === 'saved' ? 'whole' : 'nothing';
      if (inFolder(out) !== expected || !/^(saved|lost: (closed|broken))$/.test(outcome))
        lost.push(`after ${length} bytes: ${outcome}, ${inFolder(out)}`);
      if (outcome === 'saved') assert.equal(length, bytes.length);
    }
    account(t, Math.floor(bytes.length / stride) + 1, 'answers broken off', lost);
  });

test('whatever a server answers, the client says what came of it, and no broken file gets a name', async (t) => {
  const below = chance(t);
  const vectors = [
    ...ANSWER,
    encodeBye(0),
    encodeBye(1),
    encodeError(0, 'timeout'),
    encodeError(1, 'not-found'),
  ];
  let answer = Buffer.alloc(0);
  const port = await startScriptedServer(t, async (peer) => {
    await peer.framesUpTo(1);
    peer.socket.end(answer);
  });
  const out = temporaryFolder(t);
  const lost: string[] = [];
  const rounds = times(100, 20_000);
  for (let round = 0; round < rounds; round += 1) {
    answer = Buffer.concat(
      ANSWER.map((frame) => (below(3) === 0 ? mutant([frame, ...vectors], below) : frame)),
    );
    const outcome = await fetch(t, port, out);
    if (
      !/^(saved|error|unusable|lost: [a-z0-9-]+)$/.test(outcome) ||
      !/^(nothing|whole)$/.test(inFolder(out))
    )
      lost.push(`${answer.toString('hex')}: ${outcome}, ${inFolder(out)}`);
  }
  account(t, rounds, 'answers', lost);
});
