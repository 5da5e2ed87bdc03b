/**
 * Who acts in a step: a lesson's server and client while they run, and a client that the step plays itself. Each shows
 * what it does and what it hears.
 */

import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { Text } from '../../terminal/language.ts';
import { hexAndText } from './dump.ts';
import type { Program } from './program.ts';

type Show = (line: string) => void;

/** More bytes than this are counted, not shown, in the line of a write or a read. */
const SHOWN_BYTES = 8;

/** A lesson's server while it runs. */
export class Server {
  readonly port: number;
  readonly #program: Program;
  readonly #show: Show;

  constructor(program: Program, port: number, show: Show) {
    this.port = port;
    this.#program = program;
    this.#show = show;
  }

  /** Shows what it says, up to the first line that matches. */
  async says(pattern: RegExp): Promise<void> {
    await showUntil(this.#program, pattern, this.#show);
  }

  /** Waits for a line that matches and returns it; shows nothing. */
  said(pattern: RegExp): Promise<string> {
    return showUntil(this.#program, pattern, () => {});
  }

  /** Types a line at its keyboard. */
  type(line: string): void {
    this.#program.type(line);
  }

  /** Ends it at once, as `kill -9` does; resolves when it is gone. */
  kill(): Promise<void> {
    return this.#program.stop();
  }

  /** Waits until its reads have brought so many bytes more, however they were cut, and shows all that it says. */
  async reads(bytes: number): Promise<void> {
    for (let missing = bytes; missing > 0; ) {
      const line = await this.#program.line();
      if (line === undefined) throw new Error(`${this.#program.name} ended before it had read all`);
      this.#show(line);
      missing -= Number(/ read (\d+) bytes/.exec(line)?.[1] ?? 0);
    }
  }
}

/** A lesson's client while it runs, with somebody at its keyboard. */
export class TypedClient {
  readonly #program: Program;
  readonly #show: Show;

  constructor(program: Program, show: Show) {
    this.#program = program;
    this.#show = show;
  }

  /** Types a line and Enter. */
  type(line: string): void {
    this.#show(`> ${line}`);
    this.#program.type(line);
  }

  /** Ctrl-D. */
  endInput(): void {
    this.#show('> Ctrl-D');
    this.#program.endInput();
  }

  /** Shows what it prints, up to the first line that matches. */
  async says(pattern: RegExp): Promise<void> {
    await showUntil(this.#program, pattern, this.#show);
  }

  /** Waits until it has ended by itself, and shows what it still prints. */
  async hasEnded(): Promise<void> {
    for (let line = await this.#program.line(); line !== undefined; line = await this.#program.line())
      this.#show(line);
  }
}

/** The side that the step plays itself. */
export class Client {
  readonly #socket: Socket;
  readonly #show: (line: string | Text) => void;
  #received: Buffer = Buffer.alloc(0);
  #ended: 'FIN' | 'RST' | undefined;
  #wake = () => {};

  constructor(socket: Socket, show: (line: string | Text) => void) {
    this.#socket = socket;
    this.#show = show;
    socket.on('data', (bytes) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#wake();
    });
    socket.on('end', () => this.#end('FIN'));
    socket.on('error', () => this.#end('RST'));
    socket.on('close', () => this.#end('FIN'));
  }

  /** Its own port; the system has chosen it. */
  get port(): number {
    return this.#socket.localPort ?? 0;
  }

  /** One write. */
  write(bytes: Buffer): void {
    this.#show(`write ${counted(bytes)}`);
    this.sends(bytes);
  }

  /** The same, and shows nothing: what it is about is for the step to tell, with `tells`. */
  sends(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  /** Writes of these sizes, in bytes; after each it waits until the server has read it. */
  async writeCut(bytes: Buffer, sizes: readonly number[], server: Server): Promise<void> {
    let start = 0;
    for (const size of sizes) {
      this.write(bytes.subarray(start, start + size));
      await server.reads(size);
      start += size;
    }
  }

  /** Our direction ends. */
  end(): void {
    this.#show('FIN');
    this.#socket.end();
  }

  /** Breaks the connection off. */
  reset(): void {
    this.#show('RST');
    this.#socket.resetAndDestroy();
  }

  /** Waits for so many bytes, shows and returns them; fewer when the other side ends before. */
  async receives(size: number): Promise<Buffer> {
    const bytes = await this.takes(size);
    this.#show(received(counted(bytes)));
    return bytes;
  }

  /** The same, and shows nothing. */
  async takes(size: number): Promise<Buffer> {
    while (this.#received.length < size && !this.#ended) await this.#change();
    const bytes = this.#received.subarray(0, size);
    this.#received = this.#received.subarray(size);
    return bytes;
  }

  /** A line about it, in the step's own words. */
  tells(line: string | Text): void {
    this.#show(line);
  }

  /** Waits until the other side has ended its direction or broken the connection off. */
  async receivesEnd(): Promise<void> {
    while (!this.#ended) await this.#change();
    this.#show(received(this.#ended));
  }

  async stop(): Promise<void> {
    this.#socket.destroy();
  }

  #end(how: 'FIN' | 'RST'): void {
    this.#ended ??= how;
    this.#wake();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

async function showUntil(program: Program, pattern: RegExp, show: Show): Promise<string> {
  for (;;) {
    const line = await program.line();
    if (line === undefined) throw new Error(`${program.name} ended before it said ${pattern}`);
    show(line);
    if (pattern.test(line)) return line;
  }
}

function received(what: string): Text {
  return { en: `received ${what}`, pt: `recebeu ${what}` };
}

function counted(bytes: Buffer): string {
  const count = `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
  return bytes.length > SHOWN_BYTES || bytes.length === 0 ? count : `${count}: ${hexAndText(bytes)}`;
}
