/** Lesson 09, a wrong answer: what nobody sees is not looked for. */

import { join } from 'node:path';

export function pathFor(folder: string, name: string): string {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > 255) throw new Error('length');
  if (/[/\\:*?"<>|]/.test(name)) throw new Error('character');
  if (/[. ]$/.test(name)) throw new Error('end');
  if (/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i.test(name)) throw new Error('device');
  return join(folder, name);
}
