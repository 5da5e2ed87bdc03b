/** Lesson 07, a wrong answer: no field is judged before the header is whole. */

import { crc32 } from 'node:zlib';

export function readFrame(bytes: Buffer): { type: number; id: number; payload: Buffer } | undefined {
  if (bytes.length < 16) return undefined;
  if (bytes.readUInt16BE(0) !== 0x4543) throw new Error('bad magic');
  if (bytes.readUInt8(2) !== 1) throw new Error('bad version');
  const length = bytes.readUInt32BE(8);
  if (length > 65_536) throw new Error('too long');
  if (bytes.length < 16 + length) return undefined;
  const payload = bytes.subarray(16, 16 + length);
  const checksum = crc32(payload, crc32(bytes.subarray(0, 12)));
  if (bytes.readUInt32BE(12) !== checksum) throw new Error('bad checksum');
  return { type: bytes.readUInt8(3), id: bytes.readUInt32BE(4), payload };
}
