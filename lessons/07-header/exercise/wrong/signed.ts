/** Lesson 07, a wrong answer: the numbers are read with a sign. */

import { crc32 } from 'node:zlib';

export function readFrame(bytes: Buffer): { type: number; id: number; payload: Buffer } | undefined {
  const magic = bytes.subarray(0, 2);
  if (!magic.equals(Buffer.from('EC').subarray(0, magic.length))) throw new Error('bad magic');
  if (bytes.length >= 3 && bytes.readUInt8(2) !== 1) throw new Error('bad version');
  if (bytes.length < 12) return undefined;
  const length = bytes.readInt32BE(8);
  if (length > 65_536) throw new Error('too long');
  if (bytes.length < 16 + length) return undefined;
  const payload = bytes.subarray(16, 16 + length);
  const checksum = crc32(payload, crc32(bytes.subarray(0, 12)));
  if (bytes.readInt32BE(12) !== checksum) throw new Error('bad checksum');
  return { type: bytes.readUInt8(3), id: bytes.readInt32BE(4), payload };
}
