/** The inspector in between, for a step: it runs as its own program, and what it has seen is here when all is over. */

import { Program } from '../course/program.ts';

/** What the inspector tells of a frame, or of a record; all else has a `kind` too. */
export interface Seen {
  readonly kind: string;
  readonly from: 'client' | 'server';
  readonly type: string;
  readonly info: string;
  /** With its header, in bytes. */
  readonly size: number;
  readonly hex: string;
}

export class Wiretap {
  /** Clients connect here; what they say goes on to the target. */
  readonly port: number;
  readonly #program: Program;

  private constructor(program: Program, port: number) {
    this.#program = program;
    this.port = port;
  }

  /** `as` is how the inspector is to read the bytes: `ec`, `tls`. */
  static async start(target: number, as: string): Promise<Wiretap> {
    const words = ['--json', '--as', as, '--lang', 'en', '--listen', '0', '--target', String(target)];
    const program = new Program('inspector/index.ts', words);
    const place = (await program.line()) ?? '';
    const port = Number(/^127\.0\.0\.1:(\d+) /.exec(place)?.[1]);
    if (!port) throw new Error(`the inspector does not listen: ${place}`);
    return new Wiretap(program, port);
  }

  /** All that crossed, once a connection has closed. */
  async seen(): Promise<Seen[]> {
    const all: Seen[] = [];
    for (;;) {
      const line = await this.#program.line();
      if (line === undefined) throw new Error('the inspector ended');
      const one = JSON.parse(line) as Seen;
      if (one.kind === 'closed') return all;
      all.push(one);
    }
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }
}
