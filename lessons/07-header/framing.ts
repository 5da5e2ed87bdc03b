/**
 * A message is a frame: a header of 16 bytes, then the payload. All integers are big-endian.
 *
 *   0     2        3     4    8       12        16
 *   +-----+--------+-----+----+-------+---------+---------+
 *   |magic| version| type| id | length| checksum| payload |
 *   +-----+--------+-----+----+-------+---------+---------+
 *
 * Simplified on purpose: what waits is copied again at every read, and a header is judged only when it is whole.
 */

import { crc32 } from 'node:zlib';

const HEADER_BYTES = 16;
const MAGIC = 0x4543; // "EC"
const VERSION = 1;
/** A longer payload is refused: its sender could otherwise fill our memory. */
const MOST_BYTES = 65_536;

export interface Message {
  readonly type: number;
  readonly id: number;
  readonly payload: Buffer;
}

export function encodeMessage({ type, id, payload }: Message): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(MAGIC, 0);
  header.writeUInt8(VERSION, 2);
  header.writeUInt8(type, 3);
  header.writeUInt32BE(id, 4);
  header.writeUInt32BE(payload.length, 8);
  header.writeUInt32BE(checksum(header, payload), 12);
  return Buffer.concat([header, payload]);
}

/** CRC-32 of the header up to the checksum, then of the payload. */
function checksum(header: Buffer, payload: Buffer): number {
  return crc32(payload, crc32(header.subarray(0, 12)));
}

/** Bytes go in however they were read; messages come out as soon as they are complete. */
export class MessageDecoder {
  #waiting: Buffer = Buffer.alloc(0);

  /** Whether no message has begun that is not complete. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Yields the messages that are complete with these bytes. Throws at the first field that is wrong. */
  *push(bytes: Buffer): Generator<Message> {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    for (let message = this.#take(); message; message = this.#take()) yield message;
  }

  /** The first message that waits; undefined while it is not complete. */
  #take(): Message | undefined {
    if (this.#waiting.length < HEADER_BYTES) return undefined;
    const header = this.#waiting.subarray(0, HEADER_BYTES);
    if (header.readUInt16BE(0) !== MAGIC) throw new Error('bad magic');
    if (header.readUInt8(2) !== VERSION) throw new Error('bad version');
    const length = header.readUInt32BE(8);
    if (length > MOST_BYTES) throw new Error(`a payload of ${length} bytes, more than ${MOST_BYTES}`);
    const end = HEADER_BYTES + length;
    if (this.#waiting.length < end) return undefined;
    const payload = this.#waiting.subarray(HEADER_BYTES, end);
    if (header.readUInt32BE(12) !== checksum(header, payload)) throw new Error('bad checksum');
    this.#waiting = this.#waiting.subarray(end);
    return { type: header.readUInt8(3), id: header.readUInt32BE(4), payload };
  }
}
