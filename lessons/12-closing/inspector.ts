/**
 * The inspector between the clients of a step and its server, run as it is by hand. Of what it prints, the rows are
 * taken, without dumps and times.
 */

import type { Server } from '../course/actors.ts';
import { Program } from '../course/program.ts';
import type { Stage } from '../course/stage.ts';

export interface Row {
  /** Counts connections from 1. */
  readonly connection: number;
  /** `C → S`, `C ← S`; empty for what neither side has sent. */
  readonly direction: string;
  /** A frame's type, `FIN`, `RST`, `open`, `closed`. */
  readonly type: string;
  /** What it says about it: of a frame, what is in it. */
  readonly info: string;
}

const ROW = /^#\d+ {2}\+[\d.]+ ms {2}conn (\d+) {2}(?:(C [→←] S) {2})?(\S+)(?: {2}.* {2}(\S+))?/;

export class Inspector {
  readonly port: number;
  readonly #program: Program;
  readonly #server: Server;

  constructor(program: Program, port: number, server: Server) {
    this.#program = program;
    this.#server = server;
    this.port = port;
  }

  /** Of the server behind it. */
  says(pattern: RegExp): Promise<void> {
    return this.#server.says(pattern);
  }

  /** The first row from here on for which this is true. */
  async row(wanted: (row: Row) => boolean): Promise<Row> {
    for (;;) {
      const line = await this.#program.line();
      if (line === undefined) throw new Error('the inspector has ended');
      const [, connection, direction = '', type = '', info = ''] = ROW.exec(line) ?? [];
      const row = { connection: Number(connection), direction, type, info };
      if (connection && wanted(row)) return row;
    }
  }
}

/** Listens on a port of its own, and ends with the step. `as` is what the connections speak. */
export async function startInspector(stage: Stage, server: Server, as: 'ec' | 'raw'): Promise<Inspector> {
  stage.print(`$ npx tsx inspector --plain --as ${as} --listen PORT`);
  const words = [
    '--plain',
    '--as',
    as,
    '--lang',
    'en',
    '--listen',
    '0',
    '--target',
    `127.0.0.1:${server.port}`,
  ];
  const program = stage.owns(new Program('inspector/index.ts', words));
  const port = Number(/:(\d+) →/.exec((await program.line()) ?? '')?.[1]);
  if (!port) throw new Error('the inspector does not listen');
  return new Inspector(program, port, server);
}
