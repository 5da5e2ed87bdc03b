/** The five commands of a request, and which of them takes an argument (PROTOCOL.md §5). */

import { ProtocolError } from './error.ts';
import { fileNameFault } from './file-name.ts';

export const COMMANDS = ['CONSULTA', 'HORA', 'ARQUIVO', 'LISTAR', 'SAIR'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** Throws ProtocolError `bad-argument`: ARQUIVO takes a name that the rule allows (§8), all others take null. */
export function checkArgument(command: string, argument: string | null): void {
  if (command !== 'ARQUIVO') {
    if (argument !== null) throw new ProtocolError('bad-argument', `${command} takes no argument`);
    return;
  }
  const fault = argument === null ? 'empty' : fileNameFault(argument);
  if (fault) throw new ProtocolError('bad-argument', `file name: ${fault}`);
}
