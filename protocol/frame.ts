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
import { crc32 } from './crc32.ts';
import { ProtocolError } from './error.ts';
import { readUint32, writeUint32 } from './uint32.ts';

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

/** `REPLY` for 2; undefined for a number that has no meaning. */
export function typeName(type: number): string | undefined {
  return Object.entries(FrameType).find(([, known]) => known === type)?.[0];
}

/** For people: `2 (REPLY)`, or the number alone where it has no meaning. */
export function typeText(type: number): string {
  const name = typeName(type);
  return name ? `${type} (${name})` : String(type);
}

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
  const bytes = Buffer.allocUnsafe(HEADER_BYTES);
  writeHeader(bytes, 0, frame);
  return bytes;
}

/** The whole frame as one buffer: header, then payload. Errors as encodeHeader. */
export function encodeFrame(frame: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + frame.payload.length);
  encodeFrameInto(bytes, 0, frame);
  return bytes;
}

/** Writes the whole frame to `bytes` at `offset`, where there must be room; returns its length. Errors as encodeHeader. */
export function encodeFrameInto(bytes: Buffer, offset: number, frame: Frame): number {
  writeHeader(bytes, offset, frame);
  bytes.set(frame.payload, offset + HEADER_BYTES);
  return HEADER_BYTES + frame.payload.length;
}

function writeHeader(bytes: Buffer, offset: number, frame: Frame): void {
  const { type, id, payload } = frame;
  if (type !== (type & 0xff) || id !== id >>> 0 || payload.length > MAX_PAYLOAD_BYTES)
    throw doesNotFit(frame);
  bytes[offset] = MAGIC[0] as number;
  bytes[offset + 1] = MAGIC[1] as number;
  bytes[offset + 2] = VERSION;
  bytes[offset + 3] = type;
  writeUint32(bytes, offset + 4, id);
  writeUint32(bytes, offset + 8, payload.length);
  writeUint32(bytes, offset + 12, checksum(bytes, payload, offset));
}

function doesNotFit({ type, id, payload }: Frame): RangeError {
  const asked = `not type ${type}, id ${id} and ${payload.length} bytes`;
  return new RangeError(
    `a frame holds a type of 8 bits, an id of 32 and ${MAX_PAYLOAD_BYTES} bytes, ${asked}`,
  );
}

export interface Header {
  readonly type: number;
  readonly id: number;
  /** Of the payload, in bytes. */
  readonly length: number;
  readonly checksum: number;
}

/** The fields of the complete header at `offset`. They are not judged here: see checkHeader and checkChecksum. */
export function decodeHeader(bytes: Buffer, offset = 0): Header {
  return {
    type: bytes[offset + 3] as number,
    id: readUint32(bytes, offset + 4),
    length: readUint32(bytes, offset + 8),
    checksum: readUint32(bytes, offset + 12),
  };
}

/**
 * Judges the first `have` bytes of the header at `offset`, however few: magic, version, length, in that order, each as
 * soon as its bytes are there. Throws ProtocolError `bad-magic`, `bad-version` or `too-long` (PROTOCOL.md §3.8).
 */
export function checkHeader(bytes: Buffer, have: number, offset = 0): void {
  if ((have >= 1 && bytes[offset] !== MAGIC[0]) || (have >= 2 && bytes[offset + 1] !== MAGIC[1])) {
    const got = bytes.toString('hex', offset, offset + Math.min(have, MAGIC.length));
    throw new ProtocolError('bad-magic', `expected 45 43 ("EC"), got ${got}`);
  }
  if (have >= 3 && bytes[offset + 2] !== VERSION)
    throw new ProtocolError('bad-version', `expected ${VERSION}, got ${bytes[offset + 2]}`);
  if (have >= 12 && readUint32(bytes, offset + 8) > MAX_PAYLOAD_BYTES)
    throw new ProtocolError(
      'too-long',
      `at most ${MAX_PAYLOAD_BYTES} bytes, not ${readUint32(bytes, offset + 8)}`,
    );
}

/** Throws ProtocolError `bad-checksum` when the checksum of the header at `offset` is not that of it and `payload`. */
export function checkChecksum(bytes: Buffer, payload: Buffer, offset = 0): void {
  const announced = readUint32(bytes, offset + 12);
  const actual = checksum(bytes, payload, offset);
  if (announced !== actual)
    throw new ProtocolError('bad-checksum', `header says ${hex32(announced)}, bytes give ${hex32(actual)}`);
}

/** CRC-32 of bytes 0 to 11 of the header at `offset`, followed by the payload. */
export function checksum(bytes: Buffer, payload: Buffer, offset = 0): number {
  const ofHeader = crc32(bytes, offset, Math.min(bytes.length, offset + 12));
  return crc32(payload, 0, payload.length, ofHeader);
}

function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}
