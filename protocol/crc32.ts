/**
 * CRC-32 as in zlib, PNG and Ethernet: what is left when the bytes, taken as one long polynomial over bits, are divided
 * by x^32 + x^26 + … + 1, which is edb88320 with its bits from the right.
 *
 * zlib is fast, but to call it takes as long as to do a short frame here, eight bytes at a time. Long input is zlib's.
 */

import type { Buffer } from 'node:buffer';
import * as zlib from 'node:zlib';

const POLYNOMIAL = 0xedb88320;
/** From so many bytes on zlib is faster, its call included. */
const LONG = 256;

/** The CRC-32 of bytes `start` to `end`, which follow others whose CRC-32 is `before`. 0 to 4,294,967,295. */
export function crc32(bytes: Buffer, start: number, end: number, before = 0): number {
  if (end - start >= LONG) return zlib.crc32(bytes.subarray(start, end), before);
  let rest = ~before;
  let index = start;
  for (; index + 8 <= end; index += 8) rest = ofFour(rest, bytes, index, 4) ^ ofFour(0, bytes, index + 4, 0);
  for (; index + 4 <= end; index += 4) rest = ofFour(rest, bytes, index, 0);
  for (; index < end; index += 1) rest = (rest >>> 8) ^ remainderOf(rest ^ at(bytes, index), 0);
  return ~rest >>> 0;
}

/** What `rest` and the four bytes at `index` leave, when `more` bytes follow that are counted by themselves. */
function ofFour(rest: number, bytes: Buffer, index: number, more: number): number {
  return (
    remainderOf(rest ^ at(bytes, index), more + 3) ^
    remainderOf((rest >>> 8) ^ at(bytes, index + 1), more + 2) ^
    remainderOf((rest >>> 16) ^ at(bytes, index + 2), more + 1) ^
    remainderOf((rest >>> 24) ^ at(bytes, index + 3), more)
  );
}

/** What each byte leaves, followed by 0 to 7 zero bytes: 8 × 256 remainders. */
const REMAINDERS = Int32Array.from({ length: 8 * 256 }, (_, index) =>
  remainder(index & 0xff, 8 * (1 + (index >> 8))),
);

function remainder(byte: number, bits: number): number {
  let rest = byte;
  for (let bit = 0; bit < bits; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
}

function remainderOf(byte: number, zeroBytes: number): number {
  return REMAINDERS[(zeroBytes << 8) | (byte & 0xff)] as number;
}

function at(bytes: Buffer, index: number): number {
  return bytes[index] as number;
}
