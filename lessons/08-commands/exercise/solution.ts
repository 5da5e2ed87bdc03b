/** Lesson 08: from a request to its answer. · Lição 08: de um pedido à sua resposta. */

export interface Command {
  readonly takesArgument: boolean;
  run(argument: string | null): string | Promise<string>;
}

export type Answer =
  | { readonly type: 'REPLY'; readonly id: number; readonly reply: string }
  | { readonly type: 'ERROR'; readonly id: number; readonly code: string };

function parseRequest(payload: string): [command: string, argument: string | null] {
  const value: unknown = JSON.parse(payload);
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}

/** What a request is refused with; the code is for the answer. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The answer to a request, whatever its payload is. `commands` has a row for each command, by its name. */
export async function answer(
  commands: Readonly<Record<string, Command>>,
  id: number,
  payload: string,
): Promise<Answer> {
  try {
    return { type: 'REPLY', id, reply: await run(new Map(Object.entries(commands)), payload) };
  } catch (error) {
    return { type: 'ERROR', id, code: error instanceof Refused ? error.code : 'file-failed' };
  }
}

async function run(dicionario: ReadonlyMap<string, Command>, payload: string): Promise<string> {
  const [name, argument] = parse(payload);
  const command = dicionario.get(name);
  if (!command) throw new Refused('unknown-command');
  if (command.takesArgument !== (argument !== null)) throw new Refused('bad-argument');
  return command.run(argument);
}

function parse(payload: string): [command: string, argument: string | null] {
  try {
    return parseRequest(payload);
  } catch {
    throw new Refused('bad-request');
  }
}
