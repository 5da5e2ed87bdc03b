/**
 * Where a step happens: it starts programs, plays the other side on a real socket, and everything that is done and
 * answered is a line that the class sees. A line that the system has a say in (how many bytes a read brings) is marked
 * as varying, so that nobody takes it for a promise.
 */

import type { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable } from '../../terminal/escape.ts';
import type { Text } from '../../terminal/language.ts';
import { Client, Server, TypedClient } from './actors.ts';
import { dump, type Marks } from './dump.ts';
import { Program } from './program.ts';

/** Takes a line in both languages; `varying`: it may be another one at the next run. */
export type TakeLine = (line: Text, varying: boolean) => void;

interface StartOptions {
  /** What follows the port on its command line. */
  readonly words?: readonly string[];
  /** Where it stands. */
  readonly folder?: string | undefined;
}

const NAME_WIDTH = 9;
/** A SHA-256 is known by its beginning, and has no room in a line. */
const DIGEST = /\b([0-9a-f]{8})[0-9a-f]{56}\b/g;
/** The size of a read, and the time of day. */
const VARIES = /^(.* )?read \d+ bytes|\b\d\d:\d\d:\d\d\b/;

export class Stage {
  readonly #take: TakeLine;
  readonly #bytesPerRow: number;
  /** An empty line is owed to what follows. */
  #gap = false;
  readonly #actors: { stop(): Promise<void> }[] = [];
  readonly #folders: string[] = [];
  /** What an address is called: the first client that connects is `client 1`. */
  readonly #names = new Map<string, string>();

  constructor(take: TakeLine, width = 80) {
    this.#take = take;
    this.#bytesPerRow = width < 72 ? 8 : 16;
  }

  /** A line, the same at each run. */
  print(line: string | Text = ''): void {
    this.#show(inBoth(line), false);
  }

  /** A line that may be another one at the next run: a time, a port, the size of a read. */
  printVarying(line: string | Text): void {
    this.#show(inBoth(line), true);
  }

  /** Bytes as hex and text, with their fields and reads marked, and an empty line before what follows. */
  dump(bytes: Buffer, marks: Marks = {}): void {
    for (const line of dump(bytes, { bytesPerRow: this.#bytesPerRow, ...marks })) this.print(line);
    this.#gap = true;
  }

  /**
   * Runs a lesson's server, or another file of its folder, on a free port; resolves when it listens. `words` are what
   * follows the port on its command line.
   */
  async startServer(lesson: string, file = 'server.ts', words: readonly string[] = []): Promise<Server> {
    const program = this.#start(`lessons/${lesson}/${file}`, '0', { words });
    const listening = (await program.line()) ?? '';
    const port = Number(/port: (\d+)/.exec(listening)?.[1]);
    if (!port) throw new Error(`${program.name} does not listen: ${listening}`);
    return new Server(program, port, (line) => this.#say('server', this.#withNames(line)));
  }

  /**
   * Runs a lesson's client against a server that has been started. What is typed at it is up to the step. `folder` is
   * where it stands, and what it saves is saved there.
   */
  async startClient(
    lesson: string,
    server: Pick<Server, 'port' | 'says'>,
    folder?: string,
  ): Promise<TypedClient> {
    const program = this.#start(`lessons/${lesson}/client.ts`, String(server.port), { folder });
    const port = Number(/port: (\d+)/.exec((await program.line()) ?? '')?.[1]);
    const name = this.#nameClient(port);
    await server.says(/ESTABLISHED/);
    return new TypedClient(program, (line) => this.#say(name(), line));
  }

  /** Runs `file` of a lesson against this port until it ends: a program that is refused, and says so. */
  async runRefused(name: string, lesson: string, file: string, port: number): Promise<void> {
    const program = this.#start(`lessons/${lesson}/${file}`, String(port));
    this.#names.set(name, name); // one more to be told apart from
    for (let line = await program.line(); line !== undefined; line = await program.line())
      this.#say(name, line.replace(`:${port}`, ':PORT'));
  }

  /** Connects to a lesson's server, as a client that does exactly what the step says. */
  async connect(server: Server): Promise<Client> {
    const client = await this.connectTo(server.port);
    await server.says(/ESTABLISHED/);
    return client;
  }

  /** The same to any port of this machine. */
  async connectTo(port: number): Promise<Client> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    await once(socket, 'connect');
    const name = this.#nameClient(socket.localPort);
    const client = new Client(socket, (line) => this.#say(name(), line));
    this.#actors.push(client);
    return client;
  }

  /** Ends `actor` with the step, however the step ends: something that the step has started by itself. */
  owns<T extends { stop(): Promise<void> }>(actor: T): T {
    this.#actors.push(actor);
    return actor;
  }

  /** An empty folder; it is removed when the step is over. */
  makeFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'lesson-'));
    this.#folders.push(folder);
    return folder;
  }

  /** Ends what the step has started and not ended itself, and then removes its folders. */
  async close(): Promise<void> {
    await Promise.all(this.#actors.map((actor) => actor.stop()));
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #show(line: Text, varying: boolean): void {
    const isEmpty = line.en === '';
    if (this.#gap && !isEmpty) this.#take(inBoth(''), false);
    this.#gap = false;
    this.#take(line, varying);
  }

  #start(file: string, port: string, { words = [], folder }: StartOptions = {}): Program {
    this.print(
      ['$ npx tsx', file, ...(port === '0' && words.length === 0 ? [] : ['PORT']), ...words].join(' '),
    );
    const program = new Program(file, [port, ...words], folder);
    this.#actors.push(program);
    return program;
  }

  /** `client` as long as there is one, else `client 2`: who connects first is the first. */
  #nameClient(port: number | undefined): () => string {
    const number = this.#names.size + 1;
    this.#names.set(`127.0.0.1:${port}`, `client ${number}`);
    return () => (this.#names.size === 1 ? 'client' : `client ${number}`);
  }

  #say(name: string, line: string | Text): void {
    const { en, pt } = inBoth(line);
    const shown = (words: string) => name.padEnd(NAME_WIDTH) + printable(words).replace(DIGEST, '$1…');
    this.#show({ en: shown(en), pt: shown(pt) }, VARIES.test(en));
  }

  /** Addresses of our clients by their names; with one client there is nothing to tell apart. */
  #withNames(line: string): string {
    return line.replace(/^(127\.0\.0\.1:\d+) /, (_, address: string) =>
      this.#names.size > 1 ? `${this.#names.get(address) ?? address}: ` : '',
    );
  }
}

function inBoth(line: string | Text): Text {
  return typeof line === 'string' ? { en: line, pt: line } : line;
}
