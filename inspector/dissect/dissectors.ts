/** All wire formats that the inspector knows, and how one is chosen. */

import type { Buffer } from 'node:buffer';
import type { Dissector } from './dissection.ts';
import { ec } from './ec.ts';
import { lengthPrefix } from './length-prefix.ts';
import { lines } from './lines.ts';
import { pickle } from './pickle.ts';
import { raw } from './raw.ts';
import { tls } from './tls.ts';

/** In the order in which they are asked; raw takes what nobody else wants. */
export const DISSECTORS: readonly Dissector[] = [tls, ec, pickle, lengthPrefix, lines, raw];

export function dissectorNamed(name: string): Dissector | undefined {
  return DISSECTORS.find((dissector) => dissector.name === name);
}

/** So many of the first bytes decide, or nothing does. */
const DECISIVE_BYTES = 1_024;

/**
 * Which format a connection speaks that begins with `bytes`; however they were cut into reads, the answer is the same.
 * undefined: wait for more. `settled` decides with what there is, for when nothing more will come: the side fell silent
 * or ended, or the other one has answered already.
 */
export function recognise(bytes: Buffer, settled = false): Dissector | undefined {
  const first = bytes.subarray(0, DECISIVE_BYTES);
  const enough = settled || first.length === DECISIVE_BYTES;
  for (const dissector of DISSECTORS) {
    const verdict = dissector.recognises(first, enough);
    if (verdict) return dissector;
    if (verdict === undefined && !enough) return undefined;
  }
  return raw;
}
