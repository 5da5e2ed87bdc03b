/** Lesson 07: reading a header. · Lição 07: ler um cabeçalho. */

import { crc32 } from 'node:zlib';

export interface Frame {
  readonly type: number;
  readonly id: number;
  readonly payload: Buffer;
}

const HEADER_BYTES = 16;
const MAGIC = Buffer.from('EC');
const VERSION = 1;
const MOST_BYTES = 65_536;

/**
 * The frame at the front of `bytes`; undefined while it is not complete. Throws as soon as a field is wrong.
 * O quadro na frente de `bytes`; undefined enquanto não está completo. Lança um Error assim que um campo está errado.
 */
export function readFrame(bytes: Buffer): Frame | undefined {
  const magic = bytes.subarray(0, 2);
  if (!magic.equals(MAGIC.subarray(0, magic.length))) throw new Error('bad magic');
  if (bytes.length >= 3 && bytes.readUInt8(2) !== VERSION) throw new Error('bad version');
  if (bytes.length < 12) return undefined;
  const length = bytes.readUInt32BE(8);
  if (length > MOST_BYTES) throw new Error('too long');
  if (bytes.length < HEADER_BYTES + length) return undefined;
  const payload = bytes.subarray(HEADER_BYTES, HEADER_BYTES + length);
  const checksum = crc32(payload, crc32(bytes.subarray(0, 12)));
  if (bytes.readUInt32BE(12) !== checksum) throw new Error('bad checksum');
  return { type: bytes.readUInt8(3), id: bytes.readUInt32BE(4), payload };
}
