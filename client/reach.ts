/** A way to a server, which at the menu may still have to be started. */

import { setTimeout as pause } from 'node:timers/promises';
import { socketAddress } from '../terminal/address.ts';
import { SERVER_PORT } from '../terminal/ports.ts';
import { EarlyExit, ExitCode } from '../terminal/program.ts';
import { fitted } from '../terminal/word-wrap.ts';
import { connect, type Route } from './connect.ts';
import type { ClientSettings } from './options.ts';
import type { ClientSentences } from './sentences.ts';

/** How a port answers where a server, or the one behind an inspector, may still be started. */
const NOT_YET: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET']);
/** Between two attempts to reach a server that is not there yet; an inspector shows each of them. */
export const RETRY_MS = 1_000;

export interface Patience {
  /** Somebody is there who may start a server. */
  readonly atMenu: boolean;
  /** They know that we wait. */
  told: boolean;
}

/** Connects. At the menu, waits for somebody to start a server; elsewhere throws EarlyExit when there is none. */
export async function reach(
  settings: ClientSettings,
  say: ClientSentences,
  patience: Patience,
): Promise<Route> {
  for (;;) {
    try {
      return await connect(settings.server, settings.inspector);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      const sentence = unreachableText(settings, say, code);
      if (!NOT_YET.has(code) || !patience.atMenu) throw new EarlyExit(ExitCode.connection, sentence);
      if (!patience.told) process.stderr.write(`${fitted(sentence, process.stderr)}\n${say.waiting}\n`);
      patience.told = true;
      await pause(RETRY_MS);
    }
  }
}

function unreachableText({ server }: ClientSettings, say: ClientSentences, code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return say.noHost(server.host);
  const command = `npx tsx echo-server.ts${server.port === SERVER_PORT ? '' : ` --port ${server.port}`}`;
  return say.noServer(socketAddress(server.host, server.port), code, command);
}
