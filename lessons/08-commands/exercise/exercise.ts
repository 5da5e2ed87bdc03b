/**
 * Lesson 08: from a request to its answer. Save it, then type: npx tsx lessons check 08
 * Lição 08: de um pedido à sua resposta. Salve e digite: npx tsx lessons check 08
 */

/**
 * A row of the table. `run` may take its time, and it may throw.
 * Uma linha da tabela. `run` pode demorar, e pode lançar um erro.
 */
export interface Command {
  readonly takesArgument: boolean;
  run(argument: string | null): string | Promise<string>;
}

/**
 * What becomes a frame: its type, whose answer it is, and what it says.
 * O que vira um quadro: o tipo, de quem é a resposta, e o que ela diz.
 */
export type Answer =
  | { readonly type: 'REPLY'; readonly id: number; readonly reply: string }
  | { readonly type: 'ERROR'; readonly id: number; readonly code: string };

/**
 * Throws an Error when the payload is not [command, argument] in JSON. You had this in lesson 06.
 * Lança um Error se o conteúdo não é [comando, argumento] em JSON. Você viu isto na lição 06.
 */
function parseRequest(payload: string): [command: string, argument: string | null] {
  const value: unknown = JSON.parse(payload);
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}

/**
 * The answer to a request, whatever its payload is. `commands` has a row for each command, by its name. The code of an
 * ERROR is 'bad-request', 'unknown-command', 'bad-argument' or 'file-failed'.
 *
 * A resposta a um pedido, seja qual for o conteúdo. `commands` tem uma linha para cada comando, pelo nome. O código de
 * um ERROR é 'bad-request', 'unknown-command', 'bad-argument' ou 'file-failed'.
 */
export async function answer(
  commands: Readonly<Record<string, Command>>,
  id: number,
  payload: string,
): Promise<Answer> {
  const [command, argument] = parseRequest(payload);
  // TODO: this answers good requests. What can be wrong with a request? Each of these is an answer, too.
  // TODO: isto responde a pedidos bons. O que pode estar errado num pedido? Cada caso também é uma resposta.
  const reply = await commands[command]?.run(argument);
  return { type: 'REPLY', id, reply: reply ?? '' };
}
