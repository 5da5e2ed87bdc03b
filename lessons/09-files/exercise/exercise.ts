/** Lesson 09: from a name to a path. Save it, then type: npx tsx lessons check 09 */

import { join } from 'node:path';

/**
 * The path of the file `name` in `folder`: join(folder, name). The name comes from the network. Throws an Error when it
 * is not the name of one file that lies directly in the folder, on every system.
 */
export function pathFor(folder: string, name: string): string {
  // TODO: which names must not get this far?
  return join(folder, name);
}
