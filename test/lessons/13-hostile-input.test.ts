/**
 * The end of lesson 13 is the top-level server: what differs is the command line and the log. Both answer the same
 * conversations, byte for byte, while the clock of HORA stands still.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { encodeFrame, FrameType } from '../../protocol/frame.ts';
import { encodeBye, encodeError, encodePing, encodePong, encodeRequest } from '../../protocol/message.ts';
import { brokenExamples } from '../protocol/protocol-md.ts';
import { Peer, Program, ROOT } from '../support.ts';

const LESSON = 'lessons/13-hostile-input/';
const MOST_CONNECTIONS = 4;
/** Both get it on their command lines, one in seconds. */
const FRAME_TIMEOUT_S = 1;

/** Loaded ahead of both servers: every `new Date()` is the same moment. */
const STILL_CLOCK =
  'data:text/javascript,globalThis.Date=class%20extends%20Date{constructor(){super(2026,1,3,19,31,7)}}';

interface Conversation {
  readonly title: string;
  /** Written one after the other. */
  readonly says: readonly Buffer[];
  /** Our FIN follows; else the server is the one who ends it. */
  readonly fin: boolean;
}

function request(id: number, command: string, argument: string | null = null): Buffer {
  return encodeRequest(id, { command, argument });
}

function withPayload(payload: string | Buffer, id = 1): Buffer {
  return encodeFrame({ type: FrameType.REQUEST, id, payload: Buffer.from(payload) });
}

const COMMANDS = [
  request(1, 'CONSULTA'),
  request(2, 'HORA'),
  request(3, 'LISTAR'),
  request(4, 'ARQUIVO', 'file1.txt'),
  request(5, 'ARQUIVO', 'aperto-de-mao.png'),
  request(6, 'HORA'),
];
const REFUSED = [
  request(1, 'DANCAR'),
  request(2, '__proto__'),
  request(3, 'HORA', 'ontem'),
  request(4, 'ARQUIVO'),
  request(5, 'ARQUIVO', 'nao-existe.txt'),
  request(6, 'ARQUIVO', '../README.md'),
  request(7, 'ARQUIVO', '\x1b[2J'),
  withPayload('', 8),
  withPayload('["HORA"]', 9),
  withPayload('{"command":"HORA"}', 10),
  withPayload(Buffer.from([0xff, 0xfe]), 11),
  withPayload('["\\ud800",null]', 12),
  withPayload('['.repeat(32_768) + ']'.repeat(32_768), 13),
  encodeFrame({ type: 200, id: 14, payload: Buffer.alloc(0) }),
  encodeBye(15),
  encodePong(16, Buffer.from('nobody asked')),
  encodeError(17, 'not-found'),
  encodePing(0xffffffff, Buffer.alloc(65_536, 7)),
  request(0, 'CONSULTA'),
];
const ALL = Buffer.concat([...COMMANDS, ...REFUSED]);

const CONVERSATIONS: readonly Conversation[] = [
  { title: 'every command, and FIN', says: COMMANDS, fin: true },
  { title: 'everything that gets an ERROR and goes on', says: REFUSED, fin: true },
  { title: 'all of it in one write', says: [ALL], fin: true },
  {
    title: 'a request byte by byte',
    says: [...request(9, 'HORA')].map((byte) => Buffer.from([byte])),
    fin: true,
  },
  { title: 'nothing but a FIN', says: [], fin: true },
  { title: 'SAIR, and a request after it', says: [request(1, 'SAIR'), request(2, 'HORA')], fin: false },
  { title: 'SAIR and FIN', says: [request(1, 'HORA'), request(2, 'SAIR')], fin: true },
  {
    title: 'a FIN inside a frame',
    says: [request(1, 'HORA'), request(2, 'HORA').subarray(0, 20)],
    fin: true,
  },
  { title: 'half a header, for ever', says: [request(1, 'HORA').subarray(0, 5)], fin: false },
  {
    title: 'half a payload, for ever',
    says: [request(1, 'HORA'), request(2, 'HORA').subarray(0, 20)],
    fin: false,
  },
  ...brokenExamples.map(({ code, bytes }) => ({
    title: `PROTOCOL.md's ${code}: ${bytes.toString('hex').slice(0, 40)}`,
    says: [request(7, 'CONSULTA'), bytes],
    fin: code === 'truncated',
  })),
];

/** What the server on `port` sends, from the first byte to its FIN. */
async function converse(t: TestContext, port: number, { says, fin }: Conversation): Promise<Buffer> {
  const peer = await Peer.connect(t, port);
  for (const bytes of says) peer.socket.write(bytes);
  if (fin) peer.socket.end();
  await peer.ended;
  return Buffer.concat(peer.received);
}

async function startStill(t: TestContext, words: readonly string[], listening: RegExp): Promise<number> {
  const env = { NODE_OPTIONS: `--import ${STILL_CLOCK}` };
  const [, port] = await new Program(t, words, { env }).prints(listening);
  return Number(port);
}

/** The ports of the lesson's server and of echo-server.ts. */
async function startBoth(t: TestContext, mostConnections: number): Promise<[number, number]> {
  const limits = ['--max-connections', String(mostConnections), '--frame-timeout', String(FRAME_TIMEOUT_S)];
  return Promise.all([
    startStill(
      t,
      [`${LESSON}server.ts`, '0', String(FRAME_TIMEOUT_S * 1_000), String(mostConnections)],
      /port: (\d+)/,
    ),
    startStill(t, ['echo-server.ts', '--port', '0', ...limits], /listening on 127\.0\.0\.1:(\d+)/),
  ]);
}

test("the lesson's server and echo-server.ts answer every conversation alike, byte for byte", async (t) => {
  const [ours, theirs] = await startBoth(t, 1_000);
  await Promise.all(
    CONVERSATIONS.map(async (conversation) => {
      const [here, there] = await Promise.all([
        converse(t, ours, conversation),
        converse(t, theirs, conversation),
      ]);
      assert.ok(here.length > 0, `${conversation.title}: no answer`);
      assert.ok(
        here.equals(there),
        `${conversation.title}:\n${here.toString('latin1')}\n${there.toString('latin1')}`,
      );
    }),
  );
});

test('both tell the same to who comes when the house is full', async (t) => {
  const answers = await Promise.all(
    (await startBoth(t, MOST_CONNECTIONS)).map(async (port) => {
      const early = [];
      for (let count = 0; count < MOST_CONNECTIONS; count += 1) {
        const peer = await Peer.connect(t, port);
        peer.socket.write(request(1, 'HORA'));
        early.push(...(await peer.framesUpTo(1)));
      }
      const late = await converse(t, port, { title: 'one too many', says: [], fin: false });
      return [...early.map(({ payload }) => String(payload)), late.toString('latin1')];
    }),
  );
  assert.deepEqual(answers[0], answers[1]);
  assert.deepEqual(answers[0]?.slice(0, -1), Array(MOST_CONNECTIONS).fill('"19:31:07"'));
  assert.equal(answers[0]?.at(-1), encodeError(0, 'too-many-connections').toString('latin1'));
});

test("the lesson's frame-socket.ts is the server's, letter for letter but for its import paths", () => {
  const read = (file: string) =>
    readFileSync(join(ROOT, file), 'utf8').replaceAll(/ from '[^']*\/([\w-]+\.ts)'/g, " from '$1'");
  assert.equal(read(`${LESSON}frame-socket.ts`), read('server/frame-socket.ts'));
});
