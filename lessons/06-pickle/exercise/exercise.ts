/**
 * Lesson 06: your look at a request. Save it, then type: npx tsx lessons check 06
 * Lição 06: o seu exame de um pedido. Salve e digite: npx tsx lessons check 06
 */

export type Request = readonly [command: string, argument: string | null];

/**
 * The request that a text is. Throws an Error when it is none: the text may come from anybody.
 * O pedido que um texto é. Lança um Error se não é nenhum: o texto pode vir de qualquer um.
 */
export function parseRequest(text: string): Request {
  // TODO: make a value of the text without running it. Look at its shape before you believe that it is a request.
  // TODO: faça do texto um valor, sem executá-lo. Olhe a forma dele antes de acreditar que é um pedido.
  return [text, null];
}
