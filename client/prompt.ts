/**
 * Where the client's lines come from: a person at a terminal (prompt, history, Tab), or a pipe. And how anything
 * else is printed without tearing the line that somebody is typing.
 */

import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import { Readable } from 'node:stream';

export interface LineSource {
  readonly interactive: boolean;
  lines(): AsyncIterable<string>;
  /** Prints above the prompt, where there is one. */
  print(text: string, stream: NodeJS.WriteStream): void;
  close(): void;
}

/** A person who types. `complete` gives the completions of a line, `interrupted` is called on Ctrl-C. */
export class Prompt implements LineSource {
  readonly interactive = true;
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
  }

  async *lines(): AsyncGenerator<string, void> {
    this.#ask();
    for await (const line of this.#readline) {
      this.#waiting = false;
      yield line;
      this.#ask();
    }
    this.#waiting = false;
  }

  print(text: string, stream: NodeJS.WriteStream): void {
    if (!this.#waiting) {
      stream.write(`${text}\n`);
      return;
    }
    moveCursor(process.stdout, 0, -this.#readline.getCursorPos().rows);
    cursorTo(process.stdout, 0);
    clearScreenDown(process.stdout);
    stream.write(`${text}\n`);
    this.#readline.prompt(true);
  }

  close(): void {
    this.#readline.close();
  }

  #ask(): void {
    this.#waiting = true;
    this.#readline.prompt();
  }
}

/** Lines from a pipe, or the one line of a command line; nobody to prompt. */
export class PlainLines implements LineSource {
  readonly interactive = false;
  readonly #lines: AsyncIterable<string>;
  readonly #close: () => void;

  private constructor(lines: AsyncIterable<string>, close: () => void) {
    this.#lines = lines;
    this.#close = close;
  }

  static fromPipe(): PlainLines {
    const readline = createInterface({ input: process.stdin });
    return new PlainLines(readline, () => readline.close());
  }

  static one(line: string): PlainLines {
    return new PlainLines(Readable.from([line]), () => {});
  }

  lines(): AsyncIterable<string> {
    return this.#lines;
  }

  print(text: string, stream: NodeJS.WriteStream): void {
    stream.write(`${text}\n`);
  }

  close(): void {
    this.#close();
  }
}
