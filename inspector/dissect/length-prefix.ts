/**
 * A length, then as many bytes. Big-endian.
 *
 *      0        1        2        3
 *   +--------+--------+--------+--------+
 *   |              length               |
 *   +--------+--------+--------+--------+
 *   |  payload, `length` bytes ...
 */

import type { Buffer } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';
import type { Dissector, Field } from './dissection.ts';
import { bigEndian, dissection, hex, preview, truncated, withFault } from './fields.ts';
import { type LayoutField, layoutFields, type Reading } from './layout.ts';

const PREFIX_BYTES = 4;
/** Longer than this is not a length but something else that was read as one. */
const MAX_LENGTH = 16 * 1024 * 1024;

export const lengthPrefix: Dissector = {
  name: 'length-prefix',
  about: {
    en: 'a length of 4 bytes, big-endian, then as many bytes',
    pt: 'um comprimento de 4 bytes, big-endian, depois tantos bytes',
  },

  /** A first message of 1 to 65,535 bytes: its length begins with two zeros, as hardly anything else does. */
  recognises(bytes) {
    if (bytes.subarray(0, 2).some((byte) => byte !== 0)) return false;
    return bytes.length < PREFIX_BYTES ? undefined : bytes.readUInt32BE() > 0;
  },

  measure(bytes, ended, start = 0) {
    const there = bytes.length - start;
    if (there < PREFIX_BYTES) return ended ? there : undefined;
    const length = bytes.readUInt32BE(start);
    if (length > MAX_LENGTH) return there;
    return ended ? Math.min(PREFIX_BYTES + length, there) : PREFIX_BYTES + length;
  },

  dissect(message, side) {
    const prefix = layoutFields(LAYOUT, message, side);
    const known = message.length >= PREFIX_BYTES;
    const length = known ? message.readUInt32BE() : 0;
    const payload = message.subarray(PREFIX_BYTES);
    const fields = known ? [...prefix, payloadField(payload, length)] : prefix;
    return dissection({ type: 'message', length, info: preview(payload), fields });
  },
};

const LAYOUT: readonly LayoutField[] = [
  { name: 'length', kind: 'length', start: 0, end: PREFIX_BYTES, read: readLength },
];

function readLength(bytes: Buffer): Reading {
  const length = bytes.readUInt32BE();
  const other = bytes.readUInt32LE();
  const explain = {
    en: `how many bytes follow. Big-endian: ${bigEndian(bytes)}; read little-endian it would be ${other}`,
    pt: `quantos bytes seguem. Big-endian: ${bigEndian(bytes)}; lido como little-endian seria ${other}`,
  };
  if (length <= MAX_LENGTH) return { value: `${length}`, explain };
  const fault = {
    en: `too long: expected at most ${MAX_LENGTH}; little-endian it would be ${other}`,
    pt: `longo demais: esperado no máximo ${MAX_LENGTH}; em little-endian seria ${other}`,
  };
  return { value: `${length}`, explain, fault };
}

function payloadField(payload: Buffer, announced: number): Field {
  const { length } = payload;
  return {
    name: 'payload',
    start: PREFIX_BYTES,
    end: PREFIX_BYTES + length,
    value: length === announced ? `${length} bytes` : `${length}/${announced} bytes`,
    kind: 'payload',
    explain: { en: 'the bytes that the length counts', pt: 'os bytes que o comprimento conta' },
    ...withFault(payloadFault(payload, announced)),
  };
}

function payloadFault(payload: Buffer, announced: number): Text | undefined {
  if (payload.length < announced) return truncated(payload.length, announced);
  if (payload.length === announced) return undefined;
  const surplus = hex(payload.subarray(announced));
  return { en: `more than the length says: ${surplus}`, pt: `mais do que diz o comprimento: ${surplus}` };
}
