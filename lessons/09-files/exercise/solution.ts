/** Lesson 09: from a name to a path. · Lição 09: de um nome a um caminho. */

import { join } from 'node:path';

const MOST_BYTES = 255;
/** Separators and drives, what Windows keeps for itself, and control characters. */
const FORBIDDEN = /[/\\:*?"<>|]|\p{Cc}/u;
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** The path of the file `name` in `folder`. Throws an Error when it is not the name of one file in it. */
export function pathFor(folder: string, name: string): string {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > MOST_BYTES) throw new Error('not 1 to 255 bytes');
  if (FORBIDDEN.test(name)) throw new Error('a forbidden character');
  if (/[. ]$/.test(name)) throw new Error('a dot or a space at the end'); // . and .. too
  if (DEVICE.test(name)) throw new Error('the name of a device');
  return join(folder, name);
}
