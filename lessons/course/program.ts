/**
 * A lesson's program, run for the walk as a process of its own: the same file that is run by hand. What it prints is
 * read line by line; a step waits for a line, never for a time.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { loaderWords } from './loader-words.ts';

const END_WITH_PARENT = new URL('end-with-parent.ts', import.meta.url).href;
/** A line that does not come within this time never will: the step has failed. */
const PATIENCE_MS = 30_000;

export class Program {
  /** As on a command line: `lessons/05-length-prefix/server.ts`. */
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #wake = () => {};
  #ended = false;

  /** Starts `name` with these words, by the same Node and loader that run us; `folder` is where it stands. */
  constructor(name: string, words: readonly string[], folder?: string) {
    this.name = name;
    this.#child = fork(fileURLToPath(new URL(`../../${name}`, import.meta.url)), words, {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      execArgv: [...loaderWords(), '--import', END_WITH_PARENT],
      cwd: folder,
    });
    const outputs = [this.#read(this.#child.stdout), this.#read(this.#child.stderr)];
    void Promise.all(outputs).then(() => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** The next line that it prints; undefined when it has ended. Rejects when it says nothing for long. */
  async line(): Promise<string | undefined> {
    const giveUp = AbortSignal.timeout(PATIENCE_MS);
    while (this.#lines.length === 0 && !this.#ended) {
      if (giveUp.aborted) throw new Error(`${this.name}: no line within ${PATIENCE_MS / 1000} s`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        giveUp.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return this.#lines.shift();
  }

  /** Types a line at its keyboard. */
  type(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** Ctrl-D. */
  endInput(): void {
    this.#child.stdin?.end();
  }

  /** Ends it, if it has not ended by itself; resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  async #read(output: Readable | null): Promise<void> {
    for await (const line of createInterface({ input: output ?? Readable.from([]) })) {
      this.#lines.push(line);
      this.#wake();
    }
  }
}
