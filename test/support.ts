/** What tests share: the programs as real processes, and a peer that says and hears raw bytes. */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type RunningServer, start_server } from '../echo-server.ts';
import { FrameDecoder } from '../protocol/decoder.ts';
import type { Frame } from '../protocol/frame.ts';
import { Log } from '../server/log.ts';
import type { ServerSettings } from '../server/options.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A folder that goes with the test. */
export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tcp-kit-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server in this process, on a free port, that goes with the test. `lines` is its log. */
export async function startServer(
  test: TestContext,
  settings: Partial<ServerSettings> = {},
): Promise<RunningServer & { readonly log: () => string }> {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const log = new Log(stream);
  const server = await start_server(
    {
      language: 'en',
      host: '127.0.0.1',
      port: 0,
      db: join(ROOT, 'DB'),
      wantedConnections: 1000,
      maxConnections: 1000,
      frameTimeoutMs: 10_000,
      ...settings,
    },
    log,
  );
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= server.stop();
    return stopped;
  };
  test.after(stop);
  return {
    ...server,
    stop,
    log: () => {
      log.flush();
      return text;
    },
  };
}

/** The other end of a connection, for tests that care about bytes. */
export class Peer {
  readonly socket: Socket;
  readonly received: Buffer[] = [];
  readonly frames: Frame[] = [];
  /** Resolves with how the connection ended: 'end' or an error code. */
  readonly closed: Promise<string>;
  /** Resolves when the other side has ended its direction, or the connection is gone. */
  readonly ended: Promise<unknown>;
  readonly #decoder = new FrameDecoder();

  constructor(socket: Socket) {
    this.socket = socket;
    let ending = 'end';
    socket.on('error', (error: NodeJS.ErrnoException) => {
      ending = error.code ?? error.message;
    });
    this.closed = new Promise((resolve) => socket.once('close', () => resolve(ending)));
    this.ended = Promise.race([new Promise((resolve) => socket.once('end', resolve)), this.closed]);
    socket.on('data', (bytes) => {
      this.received.push(bytes);
      this.frames.push(...this.#decoder.decode(bytes));
    });
  }

  static async connect(test: TestContext, port: number): Promise<Peer> {
    const peer = Peer.dial(test, port);
    await once(peer.socket, 'connect');
    return peer;
  }

  /** The same for a connection that may be reset before anybody has seen it: `closed` tells. */
  static dial(test: TestContext, port: number): Peer {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    test.after(() => socket.destroy());
    socket.once('end', () => socket.end()); // so that nobody waits for us to close
    return new Peer(socket);
  }

  /** The first `count` frames, once they are here. Fails when the connection closes before. */
  async framesUpTo(count: number): Promise<Frame[]> {
    while (this.frames.length < count) {
      assert.ok(!this.socket.destroyed, `closed after ${this.frames.length} of ${count} frames`);
      await Promise.race([once(this.socket, 'data'), this.closed]);
    }
    return this.frames.slice(0, count);
  }
}

/** A server that says what a test tells it to: `script` is run with each connection. Resolves with its port. */
export async function startScriptedServer(
  test: TestContext,
  script: (peer: Peer) => unknown,
): Promise<number> {
  const server: Server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    test.after(() => socket.destroy());
    script(new Peer(socket));
  });
  test.after(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What the shell's `ulimit` is told before the program starts: `-n 64`. Not on Windows. */
  readonly ulimit?: string;
}

/** One of the project's programs as a real process, in English unless told otherwise. */
export class Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';
  readonly #news = new EventEmitter();
  #closed = false;

  constructor(
    test: TestContext,
    words: readonly string[],
    { cwd = ROOT, env = {}, ulimit = '' }: ProgramOptions = {},
  ) {
    const [script = '', ...rest] = words;
    const command = [process.execPath, '--import', import.meta.resolve('tsx'), join(ROOT, script), ...rest];
    const limited = ['sh', '-c', `ulimit ${ulimit}; exec "$0" "$@"`, ...command];
    const [file = '', ...args] = ulimit === '' ? command : limited;
    this.child = spawn(file, args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    test.after(() => this.child.kill('SIGKILL'));
    this.child.stdin?.on('error', () => {}); // a program may end without reading all of its input
    this.child.stdout?.on('data', (bytes) => {
      this.stdout += String(bytes);
      this.#news.emit('news');
    });
    this.child.stderr?.on('data', (bytes) => {
      this.stderr += String(bytes);
      this.#news.emit('news');
    });
    this.ended = once(this.child, 'close').then(([code, signal]) => {
      this.#closed = true;
      this.#news.emit('news');
      return { code, signal, stdout: this.stdout, stderr: this.stderr };
    });
  }

  /** Resolves with the match once `pattern` is in what the program has printed. Fails when it ends before. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout) ?? pattern.exec(this.stderr);
      if (match) return match;
      assert.ok(!this.#closed, `ended before it printed ${pattern}:\n${this.stdout}${this.stderr}`);
      await once(this.#news, 'news');
    }
  }
}

/** Runs a program to its end, with `input` on its standard input. */
export async function runToEnd(
  test: TestContext,
  words: readonly string[],
  options: ProgramOptions & { readonly input?: string } = {},
): Promise<Ended> {
  const program = new Program(test, words, options);
  program.child.stdin?.end(options.input ?? '');
  return program.ended;
}
