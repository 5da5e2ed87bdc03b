/** Why a server could not start, in a sentence that says what to do. */

import { EarlyExit, ExitCode } from '../terminal/program.ts';
import type { ServerSettings } from './options.ts';
import { SERVER_SENTENCES } from './sentences.ts';

/** Takes the error of start_server; the EarlyExit that it returns has exit code 1. */
export function explainStartError(error: NodeJS.ErrnoException, settings: ServerSettings): EarlyExit {
  return new EarlyExit(ExitCode.failed, sentence(error, settings));
}

function sentence(error: NodeJS.ErrnoException, { language, host, port, db }: ServerSettings): string {
  const say = SERVER_SENTENCES[language];
  const code = error.code ?? error.message;
  if (code === 'ENOTDIR') return say.notAFolder(db);
  if (error.syscall === 'scandir') return say.noFolder(db, code);
  if (code === 'EADDRINUSE') return say.portTaken(port);
  if (code === 'EACCES') return say.portForbidden(port);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return say.badHost(host);
  return say.cannotListen(code);
}
