/** The client against servers that are not ours: it survives all of them. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileAnswer, goodbyeAnswer, type Outcome, pongAnswer, replyAnswer } from '../../client/answers.ts';
import { connect } from '../../client/connect.ts';
import { ConnectionLost, Conversation } from '../../client/conversation.ts';
import { encodeFrame, type Frame, FrameType, MAX_PAYLOAD_BYTES } from '../../protocol/frame.ts';
import {
  encodeBye,
  encodeEnd,
  encodeError,
  encodeFile,
  encodePing,
  encodePong,
  encodeReply,
  encodeRequest,
} from '../../protocol/message.ts';
import { freePort, type Peer, startScriptedServer, temporaryFolder } from '../support.ts';

const CONTENT = Buffer.from('conteúdo do arquivo');
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const chunk = (id: number, payload: Buffer) => encodeFrame({ type: FrameType.CHUNK, id, payload });
const wholeFile = (id: number, name: string) => [
  encodeFile(id, { name, size: CONTENT.length }),
  chunk(id, CONTENT.subarray(0, 5)),
  chunk(id, CONTENT.subarray(5)),
  encodeEnd(id, { size: CONTENT.length, sha256: SHA256 }),
];

/** A conversation with a server that answers the n-th frame with the n-th answer. */
async function converse(
  t: TestContext,
  answers: ReadonlyArray<readonly Buffer[]>,
  { timeoutMs = Number.POSITIVE_INFINITY, afterwards = (_peer: Peer): unknown => undefined } = {},
) {
  const heard: Frame[] = [];
  const port = await startScriptedServer(t, async (peer) => {
    for (const [index, answer] of answers.entries()) {
      heard.push(...(await peer.framesUpTo(index + 1)).slice(index));
      for (const bytes of answer) peer.socket.write(bytes);
    }
    afterwards(peer);
  });
  const { socket } = await connect({ port, host: '127.0.0.1' }, undefined);
  t.after(() => socket.destroy());
  const unasked: Frame[] = [];
  const conversation = new Conversation(socket, timeoutMs, (frame) => unasked.push(frame));
  const ask = (command: string, argument: string | null, answer = replyAnswer(false)) => {
    const id = conversation.nextId();
    return conversation.ask(id, encodeRequest(id, { command, argument }), answer);
  };
  return { conversation, ask, unasked, heard };
}

const outcomeOf = (outcome: Outcome) =>
  outcome.kind === 'unusable'
    ? outcome.fault.what
    : outcome.kind === 'error'
      ? outcome.error.code
      : outcome.kind;

async function lossOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'answered',
    (error) => (error instanceof ConnectionLost ? error.loss.why : String(error)),
  );
}

test('ids count from 1, and answers are matched by them', async (t) => {
  const { ask, heard } = await converse(t, [[encodeReply(1, 'um')], [encodeReply(2, 'dois')]]);
  assert.deepEqual(await ask('CONSULTA', null), { kind: 'reply', reply: 'um' });
  assert.deepEqual(await ask('CONSULTA', null), { kind: 'reply', reply: 'dois' });
  assert.deepEqual(
    heard.map(({ id }) => id),
    [1, 2],
  );
});

test('a file is saved under the name that was asked for', async (t) => {
  const folder = temporaryFolder(t);
  const { ask } = await converse(t, [wholeFile(1, 'file.txt')]);
  const progress: number[] = [];
  const outcome = await ask(
    'ARQUIVO',
    'file.txt',
    fileAnswer(folder, 'file.txt', (done) => progress.push(done)),
  );
  assert.equal(outcomeOf(outcome), 'saved');
  assert.deepEqual(readFileSync(`${folder}/file.txt`), CONTENT);
  assert.deepEqual(progress, [5, CONTENT.length]);
});

const LIES: ReadonlyArray<readonly [string, string, readonly Buffer[]]> = [
  ['another name', 'wrong-name', wholeFile(1, '../evil.txt')],
  ['more bytes than announced', 'wrong-content', [encodeFile(1, { name: 'f', size: 3 }), chunk(1, CONTENT)]],
  [
    'fewer bytes than announced',
    'wrong-content',
    [
      encodeFile(1, { name: 'f', size: 99 }),
      chunk(1, CONTENT),
      encodeEnd(1, { size: CONTENT.length, sha256: SHA256 }),
    ],
  ],
  [
    'another size at the end',
    'wrong-content',
    [
      encodeFile(1, { name: 'f', size: CONTENT.length }),
      chunk(1, CONTENT),
      encodeEnd(1, { size: 3, sha256: SHA256 }),
    ],
  ],
  [
    'another digest',
    'wrong-content',
    [
      encodeFile(1, { name: 'f', size: 3 }),
      chunk(1, Buffer.from('abc')),
      encodeEnd(1, { size: 3, sha256: SHA256 }),
    ],
  ],
  ['a chunk before the file', 'unexpected-frame', [chunk(1, CONTENT)]],
  ['an empty chunk', 'unexpected-frame', [encodeFile(1, { name: 'f', size: 3 }), chunk(1, Buffer.alloc(0))]],
  [
    'a second file inside the first',
    'unexpected-frame',
    [encodeFile(1, { name: 'f', size: 9 }), encodeFile(1, { name: 'f', size: 9 })],
  ],
  [
    'a reply inside the file',
    'unexpected-frame',
    [encodeFile(1, { name: 'f', size: 9 }), encodeReply(1, 'x')],
  ],
  [
    'an error inside the file',
    'file-failed',
    [encodeFile(1, { name: 'f', size: 9 }), encodeError(1, 'file-failed')],
  ],
  ['no such file', 'not-found', [encodeError(1, 'not-found')]],
];

test('a file that is not what was asked for or announced leaves nothing, and the conversation goes on', async (t) => {
  for (const [what, expected, frames] of LIES)
    await t.test(`${what} is ${expected}`, async (t) => {
      const folder = temporaryFolder(t);
      const tail = [chunk(1, CONTENT), encodeEnd(1, { size: 3, sha256: SHA256 })];
      const rest = expected === 'unexpected-frame' || expected.startsWith('wrong') ? tail : [];
      const { ask, unasked } = await converse(t, [[...frames, ...rest], [encodeReply(2, 'still here')]]);
      assert.equal(
        outcomeOf(
          await ask(
            'ARQUIVO',
            'f',
            fileAnswer(folder, 'f', () => {}),
          ),
        ),
        expected,
      );
      assert.deepEqual(await ask('CONSULTA', null), { kind: 'reply', reply: 'still here' });
      assert.deepEqual(readdirSync(folder), []);
      assert.deepEqual(unasked, []);
    });
});

test('a folder that cannot be made is a failure of the file only', async (t) => {
  const { ask } = await converse(t, [wholeFile(1, 'f'), [encodeReply(2, 'x')]]);
  const inTheWay = fileURLToPath(import.meta.url);
  assert.equal(
    outcomeOf(
      await ask(
        'ARQUIVO',
        'f',
        fileAnswer(`${inTheWay}/x`, 'f', () => {}),
      ),
    ),
    'cannot-save',
  );
  assert.equal(outcomeOf(await ask('CONSULTA', null)), 'reply');
});

test('an answer of the wrong kind is unusable, and the conversation goes on', async (t) => {
  const { ask } = await converse(t, [[encodeReply(1, 'text')], [encodeBye(2)], [encodeReply(3, ['a'])]]);
  assert.equal(outcomeOf(await ask('LISTAR', null, replyAnswer(true))), 'unexpected-frame');
  assert.equal(outcomeOf(await ask('HORA', null)), 'unexpected-frame');
  assert.equal(outcomeOf(await ask('LISTAR', null, replyAnswer(true))), 'reply');
});

test('a PING of the server is answered at once, a frame that nobody waits for is told', async (t) => {
  const { ask, unasked, heard } = await converse(t, [
    [encodePing(77, Buffer.from('você aí?')), encodeReply(99, 'quem?'), encodeReply(1, 'eu')],
    [],
  ]);
  assert.equal(outcomeOf(await ask('CONSULTA', null)), 'reply');
  assert.deepEqual(
    unasked.map(({ type, id }) => [type, id]),
    [[FrameType.REPLY, 99]],
  );
  while (heard.length < 2) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(heard[1]?.type, FrameType.PONG);
  assert.equal(heard[1]?.payload.toString(), 'você aí?');
});

test('the round trip of a PING is the time between sending and the same bytes coming back', async (t) => {
  const sent = Buffer.from('eco');
  const { conversation } = await converse(t, [[encodePong(1, sent)], [encodePong(2, Buffer.from('oca'))]]);
  let clock = 100;
  const answer = pongAnswer(sent, () => clock);
  clock = 103;
  const outcome = await conversation.ask(conversation.nextId(), encodePing(1, sent), answer);
  assert.deepEqual(outcome, { kind: 'pong', text: 'eco', milliseconds: 3 });
  const wrong = await conversation.ask(
    conversation.nextId(),
    encodePing(2, sent),
    pongAnswer(sent, () => 0),
  );
  assert.equal(outcomeOf(wrong), 'unexpected-frame');
});

test('SAIR ends with its BYE, a half-close with one of id 0', async (t) => {
  const sair = await converse(t, [[encodeBye(1)]]);
  assert.deepEqual(await sair.ask('SAIR', null, goodbyeAnswer()), { kind: 'goodbye', text: 'Adeus!' });
  const plain = await converse(t, [[encodeReply(1, 'x'), encodeBye(0)]], {
    afterwards: ({ socket }) => socket.end(),
  });
  await plain.ask('CONSULTA', null);
  assert.equal(await plain.conversation.sayGoodbye(), 'Adeus!');
});

test('a BYE that nobody asked for is a loss only while an answer is owed', async (t) => {
  const owed = await converse(t, [[encodeBye(0)]]);
  assert.equal(await lossOf(owed.ask('CONSULTA', null)), 'said-goodbye');
  const idle = await converse(t, [[encodeReply(1, 'x'), encodeBye(0)]], {
    afterwards: ({ socket }) => socket.end(),
  });
  await idle.ask('CONSULTA', null);
  await idle.conversation.ended;
  assert.equal(await lossOf(idle.conversation.sayGoodbye()), 'answered');
});

const ENDS: ReadonlyArray<readonly [string, string, (peer: Peer) => void]> = [
  ['a close without a word', 'closed', ({ socket }) => socket.end()],
  ['a reset', 'broken', ({ socket }) => socket.resetAndDestroy()],
  ['garbage', 'not-ec1', ({ socket }) => socket.write('HTTP/1.1 400 Bad Request\r\n')],
  ['half a frame', 'closed', ({ socket }) => socket.end(encodeReply(1, 'x').subarray(0, 18))],
  ['a last ERROR', 'refused', ({ socket }) => socket.end(encodeError(0, 'too-many-connections'))],
  [
    'a length beyond the limit',
    'not-ec1',
    ({ socket }) =>
      socket.write(
        Buffer.from(`4543010200000001${(MAX_PAYLOAD_BYTES + 1).toString(16).padStart(8, '0')}`, 'hex'),
      ),
  ],
];

test('a server that ends in whatever way is reported, and nothing waits for it', async (t) => {
  for (const [what, why, afterwards] of ENDS)
    await t.test(`${what} is ${why}`, async (t) => {
      const { ask, conversation } = await converse(t, [[]], { afterwards });
      assert.equal(await lossOf(ask('CONSULTA', null)), why);
      await conversation.ended;
      assert.equal(await lossOf(ask('CONSULTA', null)), why);
      assert.equal(await lossOf(conversation.sayGoodbye()), why);
    });
});

test('a server that says nothing is given up on after the time that was set', async (t) => {
  const { ask } = await converse(t, [[]], { timeoutMs: 50 });
  assert.equal(await lossOf(ask('CONSULTA', null)), 'timeout');
});

test('a transfer that is cut, or ended by a BYE, leaves nothing behind', async (t) => {
  const cuts = [
    ['closed', ({ socket }: Peer) => socket.end()],
    ['said-goodbye', ({ socket }: Peer) => socket.write(encodeBye(0))],
  ] as const;
  for (const [why, afterwards] of cuts) {
    const folder = temporaryFolder(t);
    const begun = [encodeFile(1, { name: 'f', size: 1 << 20 }), chunk(1, CONTENT)];
    const { ask } = await converse(t, [begun], { afterwards });
    assert.equal(
      await lossOf(
        ask(
          'ARQUIVO',
          'f',
          fileAnswer(folder, 'f', () => {}),
        ),
      ),
      why,
    );
    assert.ok(!existsSync(`${folder}/f`));
    while (readdirSync(folder).length > 0) await new Promise((resolve) => setImmediate(resolve));
  }
});

test('a BYE is enough for a goodbye, also when the FIN stays away', async (t) => {
  const { ask, conversation } = await converse(t, [[encodeReply(1, 'x'), encodeBye(0)]]);
  await ask('CONSULTA', null);
  assert.equal(await conversation.sayGoodbye(), 'Adeus!');
});

test('what the server says at once is heard, however long it takes until somebody converses', async (t) => {
  const port = await startScriptedServer(t, ({ socket }) =>
    socket.write(encodeError(0, 'too-many-connections')),
  );
  const { socket } = await connect({ port, host: '127.0.0.1' }, undefined);
  t.after(() => socket.destroy());
  const probe = connectSocket({ port, host: '127.0.0.1' }); // when it has heard its own, ours has come too
  await once(probe, 'data');
  probe.destroy();
  const conversation = new Conversation(socket, Number.POSITIVE_INFINITY, () => {});
  await conversation.ended;
  assert.equal(conversation.loss?.why, 'refused');
});

test('an inspector is preferred where one listens, and passed over at once where none does', async (t) => {
  const host = '127.0.0.1';
  const server = { host, port: await startScriptedServer(t, () => {}) };
  const inspector = { host, port: await startScriptedServer(t, () => {}) };
  const through = await connect(server, inspector);
  t.after(() => through.socket.destroy());
  assert.deepEqual([through.throughInspector, through.socket.remotePort], [true, inspector.port]);
  const around = await connect(server, { host, port: await freePort() });
  t.after(() => around.socket.destroy());
  assert.deepEqual([around.throughInspector, around.socket.remotePort], [false, server.port]);
  await assert.rejects(connect({ host, port: await freePort() }, { host, port: await freePort() }), {
    code: 'ECONNREFUSED',
  });
});
