/**
 * The same commands with a `switch`, to be compared with the table in server.ts. ECO came later. Whoever added it found
 * the first switch, and not the second.
 */

/** What a command answers; undefined when there is no such command. */
export function answer(command: string, argument: string): string | undefined {
  switch (command) {
    case 'CONSULTA':
      return 'Servidor online 24 horas';
    case 'SAIR':
      return 'Adeus!';
    case 'ECO':
      return argument;
    default:
      return undefined;
  }
}

/** Whether a command takes an argument; undefined when there is no such command. */
export function takesArgument(command: string): boolean | undefined {
  switch (command) {
    case 'CONSULTA':
    case 'SAIR':
      return false;
    default:
      return undefined;
  }
}
