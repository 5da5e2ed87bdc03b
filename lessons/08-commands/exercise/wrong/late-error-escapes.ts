/** Lesson 08, a wrong answer: the promise leaves the try before it has failed. */

type Command = { takesArgument: boolean; run(argument: string | null): string | Promise<string> };

function parseRequest(payload: string): [command: string, argument: string | null] {
  const value: unknown = JSON.parse(payload);
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}

export async function answer(commands: Record<string, Command>, id: number, payload: string) {
  let request: [command: string, argument: string | null];
  try {
    request = parseRequest(payload);
  } catch {
    return { type: 'ERROR', id, code: 'bad-request' };
  }
  const [name, argument] = request;
  const command = new Map(Object.entries(commands)).get(name);
  if (!command) return { type: 'ERROR', id, code: 'unknown-command' };
  if (command.takesArgument !== (argument !== null)) return { type: 'ERROR', id, code: 'bad-argument' };
  try {
    const reply = command.run(argument);
    if (reply instanceof Promise) return reply.then((text) => ({ type: 'REPLY', id, reply: text }));
    return { type: 'REPLY', id, reply };
  } catch {
    return { type: 'ERROR', id, code: 'file-failed' };
  }
}
