/** What a client sees of the server, frame by frame. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encodeFrame, type Frame, FrameType } from '../../protocol/frame.ts';
import {
  encodeBye,
  encodePing,
  encodeRequest,
  parseBye,
  parseEnd,
  parseError,
  parseFile,
  parseReply,
} from '../../protocol/message.ts';
import { Peer, ROOT, startServer } from '../support.ts';

const request = (id: number, command: string, argument: string | null = null) =>
  encodeRequest(id, { command, argument });

/** `REPLY 1 "Servidor online 24 horas"`, `ERROR 2 not-found`: a frame as a line of a transcript. */
function line({ type, id, payload }: Frame): string {
  switch (type) {
    case FrameType.REPLY:
      return `REPLY ${id} ${JSON.stringify(parseReply(payload))}`;
    case FrameType.ERROR:
      return `ERROR ${id} ${parseError(payload).code}`;
    case FrameType.PONG:
      return `PONG ${id} ${payload.toString()}`;
    case FrameType.BYE:
      return `BYE ${id} ${parseBye(payload)}`;
    case FrameType.FILE:
      return `FILE ${id} ${parseFile(payload).size}`;
    case FrameType.CHUNK:
      return `CHUNK ${id} ${payload.length}`;
    case FrameType.END:
      return `END ${id} ${parseEnd(payload).size}`;
    default:
      return `? ${type} ${id}`;
  }
}

/** Bytes that buffers hold, garbage not counted. */
function bufferBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

/** Everything that the server says until it has closed its direction. */
async function transcript(peer: Peer): Promise<string[]> {
  await peer.ended;
  return peer.frames.map(line);
}

test('CONSULTA is answered with the original sentence and the id of the request', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  peer.socket.write(request(7, 'CONSULTA'));
  const frames = await peer.framesUpTo(1);
  assert.deepEqual(frames.map(line), ['REPLY 7 "Servidor online 24 horas"']);
});

test('HORA is answered with two digits each for hour, minute and second', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  peer.socket.write(request(1, 'HORA'));
  const [frame] = await peer.framesUpTo(1);
  assert.match(String(frame && parseReply(frame.payload)), /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
});

test('a file arrives whole, with its size before and its SHA-256 behind', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  peer.socket.end(request(1, 'ARQUIVO', 'um-mebibyte.txt'));
  await peer.ended;
  const content = readFileSync(join(ROOT, 'DB', 'um-mebibyte.txt'));
  const [file, ...rest] = peer.frames;
  const [end] = rest.splice(-2, 1);
  const chunks = rest.filter(({ type }) => type === FrameType.CHUNK);
  assert.deepEqual(file && parseFile(file.payload), { name: 'um-mebibyte.txt', size: content.length });
  assert.ok(Buffer.concat(chunks.map(({ payload }) => payload)).equals(content));
  assert.ok(chunks.every(({ id, payload }) => id === 1 && payload.length > 0));
  const sha256 = createHash('sha256').update(content).digest('hex');
  assert.deepEqual(end && parseEnd(end.payload), { size: content.length, sha256 });
});

test('an empty file is FILE and END, with no CHUNK between', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  peer.socket.end(request(1, 'ARQUIVO', 'vazio.txt'));
  assert.deepEqual(await transcript(peer), ['FILE 1 0', 'END 1 0', 'BYE 0 Adeus!']);
});

test('requests sent together are answered in order, a PING in its turn', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  const together = [
    request(1, 'CONSULTA'),
    request(2, 'ARQUIVO', 'file1.txt'),
    encodePing(3, Buffer.from('eco')),
    request(4, 'NADA'),
    request(4, 'SAIR'),
    request(5, 'HORA'),
  ];
  peer.socket.write(Buffer.concat(together));
  assert.deepEqual(await transcript(peer), [
    'REPLY 1 "Servidor online 24 horas"',
    'FILE 2 40',
    'CHUNK 2 40',
    'END 2 40',
    'PONG 3 eco',
    'ERROR 4 unknown-command',
    'BYE 4 Adeus!',
  ]);
});

test('short and long answers keep their order and their bytes, however they are mixed', async (t) => {
  const server = await startServer(t);
  const sizes = [0, 1, 16_367, 16_368, 16_369, 65_536];
  const orders = sizes.flatMap((first) => sizes.flatMap((second) => [first, second, 1, second]));
  const asked = orders.map((size, id) => ({ type: FrameType.PING, id, payload: Buffer.alloc(size, id) }));
  const peer = await Peer.connect(t, server.port);
  peer.socket.end(Buffer.concat(asked.map(encodeFrame)));
  await peer.ended;
  const answers = peer.frames.slice(0, -1); // and a BYE
  assert.deepEqual(
    answers.map(({ type, id }) => ({ type, id })),
    asked.map(({ id }) => ({ type: FrameType.PONG, id })),
  );
  assert.ok(answers.every(({ payload, id }) => asked[id]?.payload.equals(payload)));
});

test('the same answers come when every byte is sent alone', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  for (const byte of Buffer.concat([request(1, 'CONSULTA'), encodePing(2, Buffer.from('é'))])) {
    peer.socket.write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  peer.socket.end();
  assert.deepEqual(await transcript(peer), [
    'REPLY 1 "Servidor online 24 horas"',
    'PONG 2 é',
    'BYE 0 Adeus!',
  ]);
});

test('a FIN between frames is answered with one BYE of id 0, after all answers', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  peer.socket.end(Buffer.concat([request(1, 'CONSULTA'), request(2, 'ARQUIVO', 'vazio.txt')]));
  const lines = await transcript(peer);
  assert.deepEqual(lines.slice(1), ['FILE 2 0', 'END 2 0', 'BYE 0 Adeus!']);
});

test('SAIR and then FIN get one BYE', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  peer.socket.end(request(9, 'SAIR'));
  assert.deepEqual(await transcript(peer), ['BYE 9 Adeus!']);
});

const REFUSED_REQUESTS: ReadonlyArray<readonly [string, string, string]> = [
  ['not JSON', 'oi', 'bad-request'],
  ['invalid UTF-8', '\xff', 'bad-request'],
  ['an object', '{"command":"HORA"}', 'bad-request'],
  ['three elements', '["HORA",null,null]', 'bad-request'],
  ['a number as command', '[1,null]', 'bad-request'],
  ['a number as argument', '["HORA",1]', 'bad-request'],
  ['a command in lower case', '["hora",null]', 'unknown-command'],
  ['__proto__ as command', '["__proto__",null]', 'unknown-command'],
  ['constructor as command', '["constructor",null]', 'unknown-command'],
  ['an argument for HORA', '["HORA","x"]', 'bad-argument'],
  ['no name for ARQUIVO', '["ARQUIVO",null]', 'bad-argument'],
  ['an empty name', '["ARQUIVO",""]', 'bad-argument'],
  ['a name that climbs out', '["ARQUIVO","../package.json"]', 'bad-argument'],
  ['an absolute name', '["ARQUIVO","/etc/passwd"]', 'bad-argument'],
  ['a Windows path', '["ARQUIVO","C:\\\\x"]', 'bad-argument'],
  ['a name with NUL', '["ARQUIVO","file1.txt\\u0000"]', 'bad-argument'],
  ['a name that is a lone surrogate', '["ARQUIVO","\\ud800"]', 'bad-request'],
  ['a file that is not there', '["ARQUIVO","nada.txt"]', 'not-found'],
];

test('a request that cannot be met gets an ERROR with its id, and the connection goes on', async (t) => {
  const server = await startServer(t);
  for (const [what, json, code] of REFUSED_REQUESTS)
    await t.test(`${what} is ${code}`, async (t) => {
      const peer = await Peer.connect(t, server.port);
      const payload = Buffer.from(json, 'latin1');
      peer.socket.write(encodeFrame({ type: FrameType.REQUEST, id: 5, payload }));
      peer.socket.end(request(6, 'CONSULTA'));
      assert.deepEqual(await transcript(peer), [
        `ERROR 5 ${code}`,
        'REPLY 6 "Servidor online 24 horas"',
        'BYE 0 Adeus!',
      ]);
    });
});

test('a frame type that only servers send, or nobody, is an error; an unasked PONG or ERROR is not', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  const types = [FrameType.PONG, FrameType.ERROR, FrameType.REPLY, FrameType.END, 0, 10, 255];
  for (const type of types) peer.socket.write(encodeFrame({ type, id: type, payload: Buffer.from('{}') }));
  peer.socket.end(encodeBye(8));
  assert.deepEqual(await transcript(peer), [
    'ERROR 2 unexpected-type',
    'ERROR 6 unexpected-type',
    'ERROR 0 unexpected-type',
    'ERROR 10 unexpected-type',
    'ERROR 255 unexpected-type',
    'ERROR 8 unexpected-type',
    'BYE 0 Adeus!',
  ]);
});

test('a stream that cannot be trusted gets a last ERROR with id 0, as soon as that is clear', async (t) => {
  const server = await startServer(t);
  const good = request(3, 'HORA');
  const damaged = Buffer.from(good);
  damaged.writeUInt8(damaged.readUInt8(20) ^ 1, 20);
  const streams: ReadonlyArray<readonly [string, string, Buffer]> = [
    ['one wrong byte', 'bad-magic', Buffer.from('o')],
    ['a web browser', 'bad-magic', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['version 2', 'bad-version', Buffer.from('454302', 'hex')],
    ['a length of 4 GB', 'too-long', Buffer.from('45430101' + '00000001' + 'ffffffff', 'hex')],
    ['a flipped bit', 'bad-checksum', damaged],
  ];
  for (const [what, code, bytes] of streams)
    await t.test(`${what} is ${code}`, async (t) => {
      const peer = await Peer.connect(t, server.port);
      peer.socket.write(Buffer.concat([request(1, 'CONSULTA'), bytes]));
      assert.deepEqual(await transcript(peer), ['REPLY 1 "Servidor online 24 horas"', `ERROR 0 ${code}`]);
    });
});

test('an end inside a frame is truncated', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  peer.socket.end(request(1, 'HORA').subarray(0, 17));
  assert.deepEqual(await transcript(peer), ['ERROR 0 truncated']);
});

test('the rest of a frame that has begun must come in time; between frames there is no hurry', async (t) => {
  const server = await startServer(t, { frameTimeoutMs: 100 });
  const idle = await Peer.connect(t, server.port);
  const slow = await Peer.connect(t, server.port);
  slow.socket.write(request(1, 'HORA').subarray(0, 5));
  assert.deepEqual(await transcript(slow), ['ERROR 0 timeout']);
  idle.socket.end(request(1, 'CONSULTA'));
  assert.deepEqual(await transcript(idle), ['REPLY 1 "Servidor online 24 horas"', 'BYE 0 Adeus!']);
});

test('a client that is still sending when its stream is refused gets the ERROR all the same', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  const payload = Buffer.alloc(1 << 20, 'x');
  peer.socket.write('not EC/1');
  for (let megabytes = 0; megabytes < 8; megabytes += 1) peer.socket.write(payload);
  await peer.framesUpTo(1);
  assert.deepEqual(peer.frames.map(line), ['ERROR 0 bad-magic']);
});

test('one client too many is told so, and those who are there are served', async (t) => {
  const server = await startServer(t, { maxConnections: 2 });
  const first = await Peer.connect(t, server.port);
  const second = await Peer.connect(t, server.port);
  for (const peer of [first, second]) peer.socket.write(request(1, 'CONSULTA'));
  await Promise.all([first.framesUpTo(1), second.framesUpTo(1)]);
  const third = await Peer.connect(t, server.port);
  assert.deepEqual(await transcript(third), ['ERROR 0 too-many-connections']);
  second.socket.end();
  await transcript(second);
  second.socket.destroy();
  first.socket.write(request(2, 'CONSULTA'));
  await first.framesUpTo(2);
});

test('500 clients at once are all answered', async (t) => {
  const server = await startServer(t);
  const peers = await Promise.all(Array.from({ length: 500 }, () => Peer.connect(t, server.port)));
  for (const [index, peer] of peers.entries()) peer.socket.write(request(index, 'CONSULTA'));
  const answers = await Promise.all(peers.map((peer) => peer.framesUpTo(1)));
  assert.ok(answers.every(([frame], index) => frame?.id === index));
});

test('clients that ask for much and never read do not fill the server', async (t) => {
  const server = await startServer(t);
  const before = bufferBytes();
  const asked = Buffer.concat(
    Array.from({ length: 100 }, (_, index) => request(index, 'ARQUIVO', 'um-mebibyte.txt')),
  );
  const peers = await Promise.all(Array.from({ length: 300 }, () => Peer.connect(t, server.port)));
  for (const { socket } of peers) {
    socket.pause();
    socket.write(asked);
  }
  const witness = await Peer.connect(t, server.port);
  for (let id = 1; id <= 500; id += 1) {
    witness.socket.write(request(id, 'LISTAR'));
    await witness.framesUpTo(id);
  }
  const grown = bufferBytes() - before;
  assert.ok(grown < peers.length * 256 * 1024, `grew by ${grown} bytes`);
});

test('when the server stops, those who wait get a BYE with id 0, and a running answer is finished', async (t) => {
  const server = await startServer(t);
  const idle = await Peer.connect(t, server.port);
  const busy = await Peer.connect(t, server.port);
  busy.socket.write(request(1, 'ARQUIVO', 'um-mebibyte.txt'));
  await busy.framesUpTo(1);
  const stopped = server.stop();
  assert.deepEqual(await transcript(idle), ['BYE 0 Adeus!']);
  const lines = await transcript(busy);
  assert.deepEqual(lines.slice(-2), ['END 1 1048576', 'BYE 0 Adeus!']);
  idle.socket.end();
  busy.socket.end();
  await stopped;
});

test('a client that does not close after the goodbye is cut', async (t) => {
  const server = await startServer(t);
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  t.after(() => socket.destroy());
  const cut = new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
  socket.write(request(1, 'SAIR'));
  socket.resume();
  await once(socket, 'end');
  const nagging = setInterval(() => socket.write(encodePing(2, Buffer.alloc(0))), 50); // until it finds out
  t.after(() => clearInterval(nagging));
  assert.match(await cut, /ECONNRESET|EPIPE/);
});

test('a client that is reset in the middle of a file leaves the server serving', async (t) => {
  const server = await startServer(t);
  const victim = await Peer.connect(t, server.port);
  victim.socket.write(request(1, 'ARQUIVO', 'um-mebibyte.txt'));
  await victim.framesUpTo(1);
  victim.socket.resetAndDestroy();
  const next = await Peer.connect(t, server.port);
  next.socket.end(request(1, 'CONSULTA'));
  assert.deepEqual(await transcript(next), ['REPLY 1 "Servidor online 24 horas"', 'BYE 0 Adeus!']);
});

test('what a client that is gone still had asked for is not done', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  const asked = Array.from({ length: 2_000 }, (_, index) => request(index, 'LISTAR'));
  peer.socket.write(Buffer.concat(asked));
  await peer.framesUpTo(1);
  peer.socket.resetAndDestroy();
  const witness = await Peer.connect(t, server.port);
  const answered = () => server.log().match(/#1 {2}LISTAR →/g)?.length ?? 0;
  let answeredAtClose = Number.POSITIVE_INFINITY;
  for (let id = 1; id <= 200; id += 1) {
    witness.socket.write(request(id, 'LISTAR'));
    await witness.framesUpTo(id);
    if (server.log().includes('#1  close')) answeredAtClose = Math.min(answeredAtClose, answered());
  }
  assert.ok(answered() <= answeredAtClose + 1, `${answeredAtClose} at its close, ${answered()} in all`);
});

test('the log has a line per connection and per request, and nothing from the wire unescaped', async (t) => {
  const server = await startServer(t);
  const peer = await Peer.connect(t, server.port);
  const hostile = '\x1b[2J\u202egnp.exe';
  peer.socket.write(request(1, 'HORA\x1b[31m'));
  peer.socket.end(encodeRequest(2, { command: 'ARQUIVO', argument: hostile }));
  await transcript(peer);
  peer.socket.destroy();
  await peer.closed;
  await server.stop();
  assert.match(server.log(), /^\d\d:\d\d:\d\d {2}#1 {2}accept → 127\.0\.0\.1:\d+$/m);
  assert.match(server.log(), /#1 {2}HORA\\x1b\[31m → unknown-command$/m);
  assert.match(server.log(), /#1 {2}ARQUIVO \\x1b\[2J\\u\{202e\}gnp\.exe → bad-argument$/m);
  assert.match(server.log(), /#1 {2}close → FIN$/m);
  assert.doesNotMatch(server.log(), /[\x1b\u202e]/);
});
