/**
 * Which file names may cross the network, in either direction (PROTOCOL.md §8). A name from a peer is a guess at
 * best and an attack at worst, so the rule is the same on every system: what Windows cannot store, Linux refuses.
 *
 * Judges the name alone; what the name leads to on a disk is files/'s business.
 */

import { Buffer } from 'node:buffer';

export const MAX_NAME_BYTES = 255;

export type FileNameFault =
  | 'empty'
  | 'dot-name'
  | 'reserved-character'
  | 'control-character'
  | 'lone-surrogate'
  | 'trailing-dot-or-space'
  | 'device-name'
  | 'too-long';

const RULES: ReadonlyArray<readonly [FileNameFault, (name: string) => boolean]> = [
  ['empty', (name) => name === ''],
  ['dot-name', (name) => name === '.' || name === '..'],
  ['reserved-character', (name) => /[/\\:*?"<>|]/.test(name)],
  ['control-character', (name) => /\p{Cc}/u.test(name)],
  ['lone-surrogate', (name) => !name.isWellFormed()],
  ['trailing-dot-or-space', (name) => /[. ]$/.test(name)],
  ['device-name', (name) => /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)/i.test(name)],
  ['too-long', (name) => Buffer.byteLength(name) > MAX_NAME_BYTES],
];

/** The first rule that `name` breaks, or undefined when it is a plain file name of 1 to 255 bytes of UTF-8. */
export function fileNameFault(name: string): FileNameFault | undefined {
  return RULES.find(([, broken]) => broken(name))?.[0];
}
