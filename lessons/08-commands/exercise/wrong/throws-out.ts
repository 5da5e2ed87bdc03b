/** Lesson 08, a wrong answer: nothing is caught. */

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
  const [name, argument] = parseRequest(payload);
  const command = new Map(Object.entries(commands)).get(name);
  if (!command) return { type: 'ERROR', id, code: 'unknown-command' };
  if (command.takesArgument !== (argument !== null)) return { type: 'ERROR', id, code: 'bad-argument' };
  return { type: 'REPLY', id, reply: await command.run(argument) };
}
