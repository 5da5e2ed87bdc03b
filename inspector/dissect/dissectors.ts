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

/** After so many bytes nobody is waited for, but for the end of a line. */
const RECOGNITION_BYTES = 16;
const FIRST_LINE_BYTES = 1_024;

/**
 * Which format a connection speaks that begins with `bytes`. undefined: wait for more. `settled` decides with what
 * there is, for when nothing more will come: the side fell silent or ended, or the other one has answered already.
 */
export function recognise(bytes: Buffer, settled = false): Dissector | undefined {
  for (const dissector of DISSECTORS) {
    const verdict = dissector.recognises(bytes);
    if (verdict) return dissector;
    const most = dissector === lines ? FIRST_LINE_BYTES : RECOGNITION_BYTES;
    if (verdict === undefined && !settled && bytes.length < most) return undefined;
  }
  return raw;
}
