/** How every program here starts and ends: exit codes, broken pipes, and the question "am I the main module?". */

import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fitted } from './word-wrap.ts';

export const ExitCode = {
  ok: 0,
  /** The server answered an error, or what it sent could not be kept. */
  failed: 1,
  /** Wrong options or words. */
  usage: 2,
  /** No connection, or it was lost. */
  connection: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** Ends the program with a sentence for a person. Thrown from wherever it is noticed, printed by runProgram. */
export class EarlyExit extends Error {
  readonly code: number;

  constructor(code: number, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/**
 * True when `url` (a module's import.meta.url) is the script that was started. Node 20 has no import.meta.main, and
 * argv[1] may lack its extension (`npx tsx run`).
 */
export function isMain(url: string): boolean {
  const script = process.argv[1] ?? '';
  return [script, `${script}.ts`].some((path) => {
    try {
      return pathToFileURL(realpathSync(path)).href === url;
    } catch {
      return false;
    }
  });
}

/**
 * Runs `main`, which answers with an exit code, and leaves when what was printed has been read, or after `patienceMs`:
 * an answer is worth waiting for, a log is not.
 */
export async function runProgram(main: () => Promise<number>, patienceMs?: number): Promise<void> {
  const output = { failed: false };
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that has gone (`| head -1`) is no failure of ours; a full disk is.
      if (error.code !== 'EPIPE') output.failed = true;
    });
  const code = await main().catch(explain);
  await new Promise((flushed) => {
    if (patienceMs !== undefined) setTimeout(flushed, patienceMs);
    process.stdout.write('', flushed);
  });
  process.exit(code === ExitCode.ok && output.failed ? ExitCode.failed : code);
}

/**
 * Resolves when somebody wants this program to end: Ctrl-C, SIGTERM, a closed terminal, or the end of the process
 * that started it (its IPC channel closes even when that process was killed). A second Ctrl-C ends it at once.
 */
export async function untilAskedToStop(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(event, () => resolve());
  });
  process.once('SIGINT', () => process.exit(ExitCode.interrupted));
}

function explain(error: unknown): number {
  if (!(error instanceof EarlyExit)) throw error;
  const stream = error.code === ExitCode.ok ? process.stdout : process.stderr;
  stream.write(`${fitted(error.message, stream)}\n`);
  return error.code;
}
