/**
 * CRC-32 as in zlib, PNG and Ethernet: what is left when the bytes, taken as one long polynomial over bits, are divided
 * by x^32 + x^26 + … + 1, which is edb88320 with its bits from the right.
 *
 * zlib is fast, but to call it takes as long as to do a short frame here, four bytes at a time. Long input is zlib's.
 */

import type { Buffer } from 'node:buffer';
import * as zlib from 'node:zlib';

const POLYNOMIAL = 0xedb88320;
/** From so many bytes on zlib is faster, its call included. */
const LONG = 128;

/** The CRC-32 of bytes `start` to `end`, which follow others whose CRC-32 is `before`. 0 to 4,294,967,295. */
export function crc32(bytes: Buffer, start: number, end: number, before = 0): number {
  if (end - start >= LONG) return zlib.crc32(bytes.subarray(start, end), before);
  let rest = ~before;
  let index = start;
  for (; index + 4 <= end; index += 4) {
    rest =
      remainderOf(3, rest ^ at(bytes, index)) ^
      remainderOf(2, (rest >>> 8) ^ at(bytes, index + 1)) ^
      remainderOf(1, (rest >>> 16) ^ at(bytes, index + 2)) ^
      remainderOf(0, (rest >>> 24) ^ at(bytes, index + 3));
  }
  for (; index < end; index += 1) rest = (rest >>> 8) ^ remainderOf(0, rest ^ at(bytes, index));
  return ~rest >>> 0;
}

/** What each byte leaves, followed by 0, 1, 2 and 3 zero bytes: 4 × 256 remainders. */
const REMAINDERS = Int32Array.from({ length: 4 * 256 }, (_, index) =>
  remainder(index & 0xff, 8 * (1 + (index >> 8))),
);

function remainder(byte: number, bits: number): number {
  let rest = byte;
  for (let bit = 0; bit < bits; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
}

function remainderOf(zeroBytes: number, byte: number): number {
  return REMAINDERS[(zeroBytes << 8) | (byte & 0xff)] as number;
}

function at(bytes: Buffer, index: number): number {
  return bytes[index] as number;
}
