/**
 * One EC/1 frame: a 16-byte header and its payload (PROTOCOL.md §3). All integers are big-endian.
 *
 *      0        1        2        3
 *   +--------+--------+--------+--------+
 *   |   magic 45 43   |version |  type  |   bytes  0 to  3
 *   +--------+--------+--------+--------+
 *   |                id                 |   bytes  4 to  7
 *   +--------+--------+--------+--------+
 *   |              length               |   bytes  8 to 11
 *   +--------+--------+--------+--------+
 *   |             checksum              |   bytes 12 to 15
 *   +--------+--------+--------+--------+
 *   |  payload, `length` bytes ...
 *
 * Knows nothing of what a payload means (message.ts) nor of streams (decoder.ts).
 */

import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { ProtocolError } from './error.ts';

export const HEADER_BYTES = 16;
export const MAX_PAYLOAD_BYTES = 65_536;
export const MAGIC = Buffer.from('EC', 'latin1');
export const VERSION = 1;

export const FrameType = {
  REQUEST: 1,
  REPLY: 2,
  ERROR: 3,
  FILE: 4,
  CHUNK: 5,
  END: 6,
  PING: 7,
  PONG: 8,
  BYE: 9,
} as const;

export interface Frame {
  /** 0 to 255; those that have a meaning are in FrameType. */
  readonly type: number;
  /** 0 to 4,294,967,295; 0 where nobody asked. */
  readonly id: number;
  /** 0 to 65,536 bytes. */
  readonly payload: Buffer;
}

/**
 * The 16 header bytes that go before `payload`, for a sender that does not want to copy the payload.
 * Throws RangeError when the caller asks for what a frame cannot hold.
 */
export function encodeHeader(frame: Frame): Buffer {
  return writeHeader(Buffer.allocUnsafe(HEADER_BYTES), frame);
}

/** The whole frame as one buffer: header, then payload. Errors as encodeHeader. */
export function encodeFrame(frame: Frame): Buffer {
  const bytes = writeHeader(Buffer.allocUnsafe(HEADER_BYTES + frame.payload.length), frame);
  bytes.set(frame.payload, HEADER_BYTES);
  return bytes;
}

function writeHeader(bytes: Buffer, { type, id, payload }: Frame): Buffer {
  if (payload.length > MAX_PAYLOAD_BYTES)
    throw new RangeError(`a frame holds at most ${MAX_PAYLOAD_BYTES} bytes, not ${payload.length}`);
  bytes.set(MAGIC, 0);
  bytes.writeUInt8(VERSION, 2);
  bytes.writeUInt8(type, 3);
  bytes.writeUInt32BE(id, 4);
  bytes.writeUInt32BE(payload.length, 8);
  bytes.writeUInt32BE(checksum(bytes, payload), 12);
  return bytes;
}

/** The fields of a complete header. They are not judged here: see checkHeader and checkChecksum. */
export function decodeHeader(header: Buffer): { type: number; id: number; length: number; checksum: number } {
  return {
    type: header.readUInt8(3),
    id: header.readUInt32BE(4),
    length: header.readUInt32BE(8),
    checksum: header.readUInt32BE(12),
  };
}

/**
 * Judges the first `have` bytes of a header, however few: magic, version, length, in that order, each as soon as
 * its bytes are there. Throws ProtocolError `bad-magic`, `bad-version` or `too-long` (PROTOCOL.md §3.8).
 */
export function checkHeader(header: Buffer, have: number): void {
  if ((have >= 1 && header[0] !== MAGIC[0]) || (have >= 2 && header[1] !== MAGIC[1]))
    throw new ProtocolError(
      'bad-magic',
      `expected 45 43 ("EC"), got ${header.toString('hex', 0, Math.min(have, MAGIC.length))}`,
    );
  if (have >= 3 && header.readUInt8(2) !== VERSION)
    throw new ProtocolError('bad-version', `expected ${VERSION}, got ${header.readUInt8(2)}`);
  if (have >= 12 && header.readUInt32BE(8) > MAX_PAYLOAD_BYTES)
    throw new ProtocolError('too-long', `at most ${MAX_PAYLOAD_BYTES} bytes, not ${header.readUInt32BE(8)}`);
}

/** Throws ProtocolError `bad-checksum` when the header's checksum is not that of header and payload. */
export function checkChecksum(header: Buffer, payload: Buffer): void {
  const announced = header.readUInt32BE(12);
  const actual = checksum(header, payload);
  if (announced !== actual)
    throw new ProtocolError('bad-checksum', `header says ${hex32(announced)}, bytes give ${hex32(actual)}`);
}

/** CRC-32 (that of zlib and PNG) of header bytes 0 to 11 followed by the payload. */
export function checksum(header: Buffer, payload: Buffer): number {
  return crc32(payload, crc32(header.subarray(0, 12)));
}

function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}
