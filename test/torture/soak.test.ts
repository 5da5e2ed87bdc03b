/**
 * A soak: mixed traffic through client, relay, inspector's screen and server, all in this process. After the first
 * minute everything that fills up is full; what is in use then is what may be in use at the end.
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { fileAnswer, pongAnswer, replyAnswer } from '../../client/answers.ts';
import { Conversation } from '../../client/conversation.ts';
import { start_server } from '../../echo-server.ts';
import type { Audience } from '../../inspector/audience.ts';
import { holdRule } from '../../inspector/hold-rule.ts';
import { readInspectorOptions } from '../../inspector/options.ts';
import { startRelay } from '../../inspector/proxy.ts';
import { runScreen } from '../../inspector/run-screen.ts';
import { Store } from '../../inspector/store.ts';
import { encodePing, encodeRequest } from '../../protocol/message.ts';
import { Log } from '../../server/log.ts';
import { VirtualTerminal } from '../inspector/virtual-terminal.ts';
import { ROOT, temporaryFolder } from '../support.ts';
import { account, type Below, bytesInUse, chance, LONG, times } from './form.ts';

const HOST = '127.0.0.1';
const SECONDS = times(1, 600);
/** After this part of the time, a minute of ten, everything that is bounded has filled up. */
const FILLED = 0.1;
const CLIENTS = 8;

async function startServer(t: TestContext): Promise<number> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const settings = {
    language: 'en',
    host: HOST,
    port: 0,
    db: join(ROOT, 'DB'),
    frameTimeoutMs: 10_000,
  } as const;
  const server = await start_server(
    { ...settings, wantedConnections: 1000, maxConnections: 1000 },
    new Log(nowhere),
  );
  t.after(() => server.stop());
  return server.port;
}

/** As many as it remembers: visits alone would take longer than a minute to fill that up. */
function fillWithConnections(store: Store): void {
  for (let connection = 1_000_000; connection < 1_010_000; connection += 1) {
    store.add({ kind: 'opened', connection, at: 0, client: `${HOST}:${connection}`, target: HOST });
    store.add({ kind: 'closed', connection, at: 0 });
  }
}

/** The inspector as its index.ts wires it, on a terminal in memory. */
async function startInspector(t: TestContext, target: number) {
  const store = new Store({ rows: 2_000, bytes: 16 * 2 ** 20 });
  fillWithConnections(store);
  let audience: Audience | undefined;
  /** Why the relay broke off with a client: nobody here gives it a reason. */
  const broken: string[] = [];
  const relay = await startRelay({
    listen: { host: HOST, port: 0 },
    target: { host: HOST, port: target },
    onEvent: (event) => {
      store.add(event);
      if (event.kind === 'refused' || (event.kind === 'reset' && event.from === 'server'))
        broken.push(event.code);
      if (event.kind === 'held') setImmediate(() => relay.release(event.frame));
      audience?.captured(event);
    },
  });
  const terminal = new VirtualTerminal({ columns: 100, rows: 30 });
  const source = {
    route: 'a soak',
    facts: { kind: 'relay', listen: HOST, target: HOST, ours: true } as const,
    now: () => performance.now(),
    hold: () => {},
    release: () => false,
    releaseAll: () => {},
    step: undefined,
    stop: () => relay.stop(),
    finished: new Promise<void>(() => {}),
  };
  const listen = (listening: Audience) => {
    audience = listening;
  };
  const shown = runScreen(readInspectorOptions('en', []), store, source, listen, terminal.streams);
  t.after(async () => {
    terminal.press('q', 'q');
    await shown;
    await relay.stop();
  });
  return { relay, store, terminal, broken };
}

/** One client's life: some requests, in order, and a goodbye; or an end that is none. */
async function visit(port: number, out: string, below: Below): Promise<void> {
  const socket = connect({ port, host: HOST, allowHalfOpen: true, noDelay: true });
  await once(socket, 'connect');
  if (below(4) === 0) return misbehave(socket, below);
  const conversation = new Conversation(socket, 60_000, () => {});
  for (let left = 1 + below(20); left > 0; left -= 1) await ask(conversation, out, below);
  assert.equal(await conversation.sayGoodbye(), 'Adeus!');
  await conversation.ended;
}

async function ask(conversation: Conversation, out: string, below: Below): Promise<void> {
  const id = conversation.nextId();
  const payload = Buffer.alloc(below(60_000), 'x');
  const request = (command: string, argument: string | null = null) =>
    encodeRequest(id, { command, argument });
  const questions = [
    () => conversation.ask(id, request('CONSULTA'), replyAnswer(false)),
    () => conversation.ask(id, request('LISTAR'), replyAnswer(true)),
    () =>
      conversation.ask(
        id,
        encodePing(id, payload),
        pongAnswer(payload, () => 0),
      ),
    () =>
      conversation.ask(
        id,
        request('ARQUIVO', LARGE),
        fileAnswer(out, LARGE, () => {}),
      ),
  ];
  const outcome = await questions[below(questions.length)]?.();
  assert.ok(outcome && /^(reply|pong|saved)$/.test(outcome.kind), JSON.stringify(outcome));
}

const LARGE = 'um-mebibyte.txt';

/** Noise, half a frame, or requests whose answers nobody reads; then a FIN or a RST. */
async function misbehave(socket: Socket, below: Below): Promise<void> {
  const request = encodeRequest(1, { command: 'ARQUIVO', argument: LARGE });
  const bytes = [
    Buffer.from('GET / HTTP/1.1\r\n\r\n'),
    request.subarray(0, 20),
    Buffer.concat([request, request]),
  ];
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const leave = () => (below(2) ? socket.resetAndDestroy() : socket.end());
  socket.write(bytes[below(bytes.length)] ?? request, leave);
  socket.resume();
  await closed;
}

test('mixed traffic loses no answer and leaves nothing behind', async (t) => {
  const below = chance(t);
  const { relay, store, terminal, broken } = await startInspector(t, await startServer(t));
  const out = temporaryFolder(t);
  relay.hold(holdRule(store, 'type:PING'));
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  let visits = 0;
  const until = async (seconds: number) => {
    const visitors = Array.from({ length: CLIENTS }, async () => {
      while (elapsed() < seconds) {
        visits += 1;
        await visit(relay.port, out, below).catch((error: unknown) => {
          const when = `in visit ${visits}, after ${elapsed().toFixed(1)} s`;
          throw new Error(`${when}; broken off: ${broken.join() || 'nothing'}`, { cause: error });
        });
        terminal.press(KEYS[below(KEYS.length)] ?? 'j');
        terminal.written = '';
      }
    });
    await Promise.all(visitors);
    return bytesInUse();
  };
  const filled = await until(SECONDS * FILLED);
  const end = await until(SECONDS);
  assert.deepEqual(readFileSync(join(out, LARGE)), readFileSync(join(ROOT, 'DB', LARGE)));
  const growth = end / filled;
  t.diagnostic(`${mebibytes(filled)} in use when all was filled, ${mebibytes(end)} at the end`);
  if (LONG) assert.ok(growth < 1.1, `what is in use has grown by ${growth.toFixed(2)}`);
  account(t, visits, `visits in ${SECONDS} s`);
});

const KEYS = ['j', 'k', 'tab', 'up', 'down', 'pageup', 'G', 'g', 't', 'm', 'b', 'z'];

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
