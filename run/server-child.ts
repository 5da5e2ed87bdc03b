/**
 * The server as a child process. It ends when the IPC channel to us closes, so it cannot outlive us, not even when
 * we are killed.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ExitCode } from '../terminal/program.ts';

const SERVER_SCRIPT = fileURLToPath(new URL('../echo-server.ts', import.meta.url));
/** A server that does not leave by itself within this time is killed. */
const PATIENCE_MS = 4_000;

export type Started =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'failed'; readonly exitCode: number };

export class ServerChild {
  readonly #child: ChildProcess;
  /** Resolves with the exit code when the server is gone and its last line has been read. */
  readonly #gone: Promise<number>;
  #takeLine: ((line: string) => void) | undefined;
  #earlyLines: string[] = [];

  /** Starts echo-server.ts with these words, by the same Node and loader that run us. */
  constructor(words: readonly string[]) {
    this.#child = fork(SERVER_SCRIPT, words, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const exit = once(this.#child, 'exit');
    const outputs = [this.#readLines(this.#child.stdout), this.#readLines(this.#child.stderr)];
    this.#gone = Promise.all([exit, ...outputs]).then(([[code]]) => Number(code ?? ExitCode.failed));
  }

  /** Resolves when the server listens, or when it is clear that it never will. */
  async started(): Promise<Started> {
    const exit = this.#gone.then((exitCode): Started => ({ kind: 'failed', exitCode }));
    const message = once(this.#child, 'message').then(
      ([said]) => said as { listening?: number; failed?: string },
    );
    const first = await Promise.race([exit, message]);
    if ('kind' in first) return first;
    if (first.listening !== undefined) return { kind: 'listening', port: first.listening };
    return first.failed === 'EADDRINUSE' ? { kind: 'port-taken' } : exit;
  }

  /** Gives every line of the server's log to `take`, from the first one on. */
  onLine(take: (line: string) => void): void {
    this.#takeLine = take;
    for (const line of this.#earlyLines.splice(0)) take(line);
  }

  /** Lets the server finish, and resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS);
    await this.#gone;
    clearTimeout(kill);
  }

  async #readLines(stream: Readable | null): Promise<void> {
    for await (const line of createInterface({ input: stream ?? Readable.from([]) }))
      if (this.#takeLine) this.#takeLine(line);
      else this.#earlyLines.push(line);
  }
}
