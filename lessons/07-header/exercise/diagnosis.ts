/**
 * Which mistake a wrong answer of lesson 07 makes: found out by asking it once more, with bytes on which only this
 * mistake shows. What nothing proves has no name here: expected and received are told all the same.
 */

import { crc32 } from 'node:zlib';
import { EMPTY, encode, type Frame, MOST_BYTES, REPLY, type Student } from './frames.ts';

const MORE_THAN_ANY_FRAME = 2 * MOST_BYTES;
const HEADER_BYTES = 16;
const ID_AT = 4;
const LENGTH_AT = 8;
/** Where four bytes of a header begin. */
const OFFSETS = Array.from({ length: HEADER_BYTES - 3 }, (_, offset) => offset);
/** Its numbers have no byte in common: what was read elsewhere is known by what it is. */
const DISTINCT: Frame = { type: 0xb7, id: 0xc1c2_c3c4, payload: Buffer.from('"wxyz"') };
/** Each of its numbers is 0: none of them is too long. */
const ZEROS: Frame = { ...EMPTY, type: 0, id: 0 };

export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

export function takes({ readFrame }: Student, bytes: Buffer): boolean {
  try {
    return readFrame(bytes) !== undefined;
  } catch {
    return false;
  }
}

/** When the first frame, whole and good, is refused. */
export function whyRefused(student: Student, thrown: unknown): string | undefined {
  if (readsBackwards(student)) return 'little-endian';
  if (readsPayloadOnly(student)) return 'payload-only';
  if (messageOf(thrown) === 'too long') return takes(student, encode(ZEROS)) ? 'wrong-offset' : undefined;
  return messageOf(thrown) === 'bad checksum' ? 'own-bytes' : undefined;
}

/** When something else is made of it. */
export function whyDifferent(student: Student, got: unknown): string | undefined {
  if (got === undefined) return isElsewhere(REPLY, LENGTH_AT, lengthWaitedFor(student));
  const { type, id, payload } = got as Frame;
  if (id === 0x0201_0000) return 'little-endian';
  if (type === REPLY.type && id === REPLY.id) return isCutElsewhere(payload);
  return readsNumbersElsewhere(student);
}

/** When the frame with the largest numbers is refused, or something else is made of it. */
export function whyNotLargest(thrownOrGot: unknown): string | undefined {
  if (thrownOrGot instanceof Error) return messageOf(thrownOrGot) === 'bad checksum' ? 'signed' : undefined;
  return (thrownOrGot as Frame).id < 0 ? 'signed' : undefined;
}

/** When another frame follows. */
export function whyNotOnlyTheFirst(thrownOrGot: unknown): string | undefined {
  if (thrownOrGot instanceof Error)
    return messageOf(thrownOrGot) === 'bad checksum' ? 'takes-the-rest' : undefined;
  return (thrownOrGot as Frame).payload.length > REPLY.payload.length ? 'takes-the-rest' : undefined;
}

/** When a good frame is refused before it has all come. */
export function whyNotPatient(thrown: unknown): string | undefined {
  return thrown instanceof RangeError ? 'reads-too-early' : NOT_PATIENT[messageOf(thrown)];
}

const NOT_PATIENT: Readonly<Record<string, string>> = {
  'bad magic': 'half-a-magic',
  'bad version': 'reads-too-early',
  'bad checksum': 'does-not-wait',
};

function withChecksum(bytes: Buffer, checksum: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 12), checksum, bytes.subarray(HEADER_BYTES)]);
}

/** Takes what has its length, its checksum, or both written from the little end. */
function readsBackwards(student: Student): boolean {
  const good = encode(REPLY);
  const swapped = encode(REPLY, { length: REPLY.payload.length << 24 });
  const mirrored = (bytes: Buffer) => withChecksum(bytes, Buffer.from(bytes.subarray(12, 16)).reverse());
  return [swapped, mirrored(good), mirrored(swapped)].some((bytes) => takes(student, bytes));
}

function readsPayloadOnly(student: Student): boolean {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(REPLY.payload));
  return takes(student, withChecksum(encode(REPLY), checksum));
}

/** Whether `number` stands in the frame's header, but not where it should have been read. */
function isElsewhere(frame: Frame, at: number, number: number | undefined): string | undefined {
  const bytes = encode(frame);
  const stands = (offset: number) => bytes.readUInt32BE(offset) === number;
  return !stands(at) && OFFSETS.some(stands) ? 'wrong-offset' : undefined;
}

function isCutElsewhere(payload: unknown): string | undefined {
  const at = payload instanceof Uint8Array && payload.length > 0 ? encode(REPLY).indexOf(payload) : -1;
  return at === -1 || at === HEADER_BYTES ? undefined : 'wrong-offset';
}

function readsNumbersElsewhere({ readFrame }: Student): string | undefined {
  const { type, id } = readFrame(encode(DISTINCT)) as Frame;
  if (type !== DISTINCT.type) return type > 0 && encode(DISTINCT).includes(type) ? 'wrong-offset' : undefined;
  return isElsewhere(DISTINCT, ID_AT, id);
}

/** How long a payload it waits for when our first frame has come; undefined: longer than any may be. */
function lengthWaitedFor(student: Student): number | undefined {
  const bytes = Buffer.concat([encode(REPLY), Buffer.alloc(MORE_THAN_ANY_FRAME)]);
  if (waits(student, bytes)) return undefined;
  let tooFew = 0;
  let enough = bytes.length;
  while (enough - tooFew > 1) {
    const size = (enough + tooFew) >> 1;
    if (waits(student, bytes.subarray(0, size))) tooFew = size;
    else enough = size;
  }
  return enough - HEADER_BYTES;
}

function waits({ readFrame }: Student, bytes: Buffer): boolean {
  try {
    return readFrame(bytes) === undefined;
  } catch {
    return false;
  }
}
