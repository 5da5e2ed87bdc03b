/** Lesson 06: a look at a request. · Lição 06: o exame de um pedido. */

export type Request = readonly [command: string, argument: string | null];

/**
 * The request that a text is. Throws an Error when it is none: the text may come from anybody.
 * O pedido que um texto é. Lança um Error se não é nenhum: o texto pode vir de qualquer um.
 */
export function parseRequest(text: string): Request {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value) || value.length !== 2) throw new Error('expected [command, argument]');
  const [command, argument] = value as unknown[];
  if (typeof command !== 'string') throw new Error('expected a string as command');
  if (typeof argument !== 'string' && argument !== null) throw new Error('expected a string or null');
  return [command, argument];
}
