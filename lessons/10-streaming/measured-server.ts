/** A server of a lesson on the large file, and its memory drawn as it happens: one bar for each line. */

import { join } from 'node:path';
import { Program } from '../course/program.ts';
import type { Stage } from '../course/stage.ts';
import { LARGE, layOutLargeFile, MIB } from './large-file.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const HEAD = {
  en: 'time    client has     server has in memory',
  pt: 'tempo   cliente tem    servidor tem na memória',
};
const BAR_BYTES = 16 * MIB;
const WIDEST_BAR = 44;
/** A new line when so much has changed, and at least so often. */
const STEP_BYTES = 64 * MIB;
const LONGEST_MS = 500;
/** Its memory is told as long as it lives: a server that has nothing more to say would be waited for for ever. */
const PATIENCE_MS = 30_000;

/** One line of the plot. */
interface Row {
  /** In milliseconds. */
  readonly at: number;
  /** What the server's process has, in bytes. */
  readonly memory: number;
  /** What the client has of the file, in bytes. */
  readonly received: number;
}

export class MeasuredServer {
  readonly port: number;
  readonly #program: Program;
  readonly #stage: Stage;
  /** How many bytes of the file the client has. */
  #received = () => 0;
  #start = 0;
  #last: Row | undefined;

  private constructor(stage: Stage, program: Program, port: number) {
    this.#stage = stage;
    this.#program = program;
    this.port = port;
  }

  /** The server of `lesson`, with the large file in its DB/. */
  static async start(stage: Stage, lesson: string): Promise<MeasuredServer> {
    const folder = stage.owns(new TemporaryFolder()).path;
    layOutLargeFile(folder);
    const file = `lessons/${lesson}/server.ts`;
    stage.print(`$ npx tsx ${file}`);
    const words = ['0', join(folder, file), folder];
    const program = stage.owns(new Program('lessons/10-streaming/measured.ts', words));
    for (let line = await program.line(); line !== undefined; line = await program.line()) {
      const [, port] = /port: (\d+)/.exec(line) ?? [];
      if (port) return new MeasuredServer(stage, program, Number(port));
    }
    throw new Error(`${file} does not listen`);
  }

  /** Shows what it says, and draws once the plot has begun, up to the first line that matches. */
  async says(pattern: RegExp): Promise<void> {
    const giveUp = AbortSignal.timeout(PATIENCE_MS);
    while (!pattern.test(await this.#line())) giveUp.throwIfAborted();
  }

  /** Begins the plot; `received` is asked at each line how many bytes of the file the client has. */
  begin(received: () => number): void {
    this.#received = received;
    this.#start = performance.now();
    this.#stage.print();
    this.#stage.print(HEAD);
  }

  /** Draws a line now, whatever has changed. */
  async drawNow(): Promise<void> {
    this.#last = undefined;
    await this.drawLines(1);
  }

  /** Draws so many lines. */
  async drawLines(count: number): Promise<void> {
    for (let drawn = 0; drawn < count; ) {
      const before = this.#last;
      await this.#line();
      if (this.#last !== before) drawn += 1;
    }
  }

  /** The next line of the server, shown or drawn. */
  async #line(): Promise<string> {
    const line = await this.#program.line();
    if (line === undefined) throw new Error('the server ended');
    const [, memory] = /^memory (\d+)$/.exec(line) ?? [];
    if (memory) this.#draw({ at: performance.now(), memory: Number(memory), received: this.#received() });
    else this.#stage.print(`server   ${line.replace(/^\S+:\d+ /, '')}`);
    return line;
  }

  #draw(row: Row): void {
    if (this.#start === 0 || !isDue(row, this.#last)) return;
    this.#last = row;
    const seconds = ((row.at - this.#start) / 1000).toFixed(1);
    const bar = '█'.repeat(Math.min(WIDEST_BAR, Math.round(row.memory / BAR_BYTES)));
    this.#stage.printVarying(`${seconds.padStart(3)} s${mib(row.received)}    ${mib(row.memory)}  ${bar}`);
  }
}

function isDue(row: Row, last: Row | undefined): boolean {
  if (!last || row.at - last.at >= LONGEST_MS) return true;
  if (row.received === LARGE.size && last.received !== LARGE.size) return true;
  return Math.abs(row.memory - last.memory) >= STEP_BYTES || row.received - last.received >= STEP_BYTES;
}

/** Bytes as `  256 MiB`. */
function mib(bytes: number): string {
  return `${String(Math.round(bytes / MIB)).padStart(6)} MiB`;
}
