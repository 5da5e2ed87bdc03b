/** The frames that the check of lesson 07 is made of: written out here, so that a check does not lean on what it checks. */

import { crc32 } from 'node:zlib';

export interface Frame {
  readonly type: number;
  readonly id: number;
  readonly payload: Buffer;
}

export interface Student {
  readFrame(bytes: Buffer): Frame | undefined;
}

/** Its checksum is 23 ed 3a 8e: a number with a sign would be the same. Its id is not its own mirror image. */
export const REPLY: Frame = { type: 2, id: 258, payload: Buffer.from('"HORA"') };
/** Its checksum is a4 3a cd a6: a number with a sign would be negative. */
export const LARGEST: Frame = { type: 2, id: 0xffff_ffff, payload: Buffer.from('"Adeus!"') };
export const EMPTY: Frame = { type: 7, id: 1, payload: Buffer.alloc(0) };
/** The most bytes that a payload may have. */
export const MOST_BYTES = 65_536;

/** What a header says in place of what is right. Its checksum is the one of what it says. */
interface Lies {
  readonly magic?: string;
  readonly version?: number;
  readonly length?: number;
}

/** A header as the course writes it. */
export function header({ type, id, payload }: Frame, lies: Lies = {}): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.write(lies.magic ?? 'EC');
  bytes.set([lies.version ?? 1, type], 2);
  bytes.writeUInt32BE(id, 4);
  bytes.writeUInt32BE(lies.length ?? payload.length, 8);
  bytes.writeUInt32BE(crc32(payload, crc32(bytes.subarray(0, 12))), 12);
  return bytes;
}

export function encode(frame: Frame, lies?: Lies): Buffer {
  return Buffer.concat([header(frame, lies), frame.payload]);
}
