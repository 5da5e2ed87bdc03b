/**
 * Lesson 09: from a name to a path. Save it, then type: npx tsx lessons check 09
 * Lição 09: de um nome a um caminho. Salve e digite: npx tsx lessons check 09
 */

import { join } from 'node:path';

/**
 * The path of the file `name` in `folder`: join(folder, name). The name comes from the network. Throws an Error when it
 * is not the name of one file that lies directly in the folder, on every system.
 *
 * O caminho do arquivo `name` em `folder`: join(folder, name). O nome vem da rede. Lança um Error se não é o nome de um
 * arquivo que está diretamente na pasta, em qualquer sistema.
 */
export function pathFor(folder: string, name: string): string {
  // TODO: which names must not get this far?
  // TODO: que nomes não podem chegar até aqui?
  return join(folder, name);
}
