/**
 * Where the client's lines come from: a person at a terminal (prompt, history, Tab), or a pipe. And how anything
 * else is printed without tearing the line that somebody is typing.
 */

import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import { Readable } from 'node:stream';
import { lendTerminal } from '../terminal/job.ts';
import type { Progress } from './progress.ts';

export interface LineSource {
  readonly interactive: boolean;
  /** True when there are no more lines to come, and not only none yet. */
  readonly exhausted: boolean;
  /** A progress bar that stands on the terminal's last line: it makes way for what is printed. */
  progress: Progress | undefined;
  lines(): AsyncIterable<string>;
  /** Prints above the prompt, where there is one. */
  print(text: string, stream: NodeJS.WriteStream): void;
  close(): void;
}

/** A person who types. `complete` gives the completions of a line, `interrupted` is called on Ctrl-C. */
export class Prompt implements LineSource {
  readonly interactive = true;
  readonly exhausted = true;
  progress: Progress | undefined;
  readonly #readline: Interface;
  #waiting = false;

  constructor(prompt: string, complete: (line: string) => [string[], string], interrupted: () => void) {
    this.#readline = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: process.env.TERM !== 'dumb',
      completer: complete,
      prompt,
    });
    this.#readline.on('SIGINT', interrupted);
    this.#readline.on('SIGTSTP', () => this.#suspend());
  }

  async *lines(): AsyncGenerator<string, void> {
    this.#ask();
    for await (const line of this.#readline) {
      this.#waiting = false;
      yield line;
      this.#ask();
    }
    if (this.#waiting) process.stdout.write('\n'); // what comes next has a line of its own
    this.#waiting = false;
  }

  print(text: string, stream: NodeJS.WriteStream): void {
    this.progress?.clear();
    if (!this.#waiting) stream.write(`${text}\n`);
    else if (!this.#readline.terminal) stream.write(`\n${text}\n${this.#readline.getPrompt()}`);
    else this.#printAbove(text, stream);
  }

  #printAbove(text: string, stream: NodeJS.WriteStream): void {
    moveCursor(process.stdout, 0, -this.#readline.getCursorPos().rows);
    cursorTo(process.stdout, 0);
    clearScreenDown(process.stdout);
    stream.write(`${text}\n`);
    // readline would climb over as many rows as the typed line had before, and wipe out what was just printed.
    (this.#readline as unknown as { prevRows: number }).prevRows = 0;
    this.#readline.prompt(true);
  }

  close(): void {
    this.#readline.close();
  }

  #suspend(): void {
    lendTerminal();
    if (this.#waiting) this.#readline.prompt(true);
  }

  #ask(): void {
    this.#waiting = true;
    this.#readline.prompt();
  }
}

/** Lines from a pipe, or the one line of a command line; nobody to prompt. */
export class PlainLines implements LineSource {
  readonly interactive = false;
  progress: Progress | undefined;
  readonly #lines: AsyncIterable<string>;
  readonly #close: () => void;
  readonly #isOne: boolean;

  private constructor(lines: AsyncIterable<string>, close: () => void, isOne = false) {
    this.#isOne = isOne;
    this.#lines = lines;
    this.#close = close;
  }

  static fromPipe(): PlainLines {
    const readline = createInterface({ input: process.stdin });
    return new PlainLines(readline, () => readline.close());
  }

  get exhausted(): boolean {
    return process.stdin.readableEnded || this.#isOne;
  }

  static one(line: string): PlainLines {
    return new PlainLines(Readable.from([line]), () => {}, true);
  }

  lines(): AsyncIterable<string> {
    return this.#lines;
  }

  print(text: string, stream: NodeJS.WriteStream): void {
    this.progress?.clear();
    stream.write(`${text}\n`);
  }

  close(): void {
    this.#close();
  }
}
