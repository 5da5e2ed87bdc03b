/**
 * A file as frames: FILE, CHUNKs, END (PROTOCOL.md §4.4 to §4.6). Read in blocks, framed without copying. Nothing is read
 * ahead: the system does that, and the socket's buffer keeps the client busy meanwhile.
 */

import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ServedFile } from '../files/serve.ts';
import { ProtocolError } from '../protocol/error.ts';
import { encodeHeader, FrameType, MAX_PAYLOAD_BYTES } from '../protocol/frame.ts';
import { encodeEnd, encodeFile } from '../protocol/message.ts';

/** Two full chunks, in one read of the disk and one write: what a reader that stands still costs the server. */
const BLOCK_BYTES = 2 * MAX_PAYLOAD_BYTES;

/**
 * Yields the frames of `file` as pieces to be sent in order; those of a full block must have left before more are asked
 * for, since its memory is used again. Never more bytes than the size says; throws ProtocolError `file-failed` when the
 * file has become shorter, and the system's error when a read fails.
 */
export async function* fileFrames(
  id: number,
  name: string,
  file: ServedFile,
): AsyncGenerator<Buffer[], void> {
  const hash = createHash('sha256');
  yield [encodeFile(id, { name, size: file.size })];
  for await (const block of blocks(file)) {
    hash.update(block);
    yield [...chunks(id, block)];
  }
  yield [encodeEnd(id, { size: file.size, sha256: hash.digest('hex') })];
}

/** Header and payload of each CHUNK that the block makes. */
function* chunks(id: number, block: Buffer): Generator<Buffer, void> {
  for (let start = 0; start < block.length; start += MAX_PAYLOAD_BYTES) {
    const payload = block.subarray(start, start + MAX_PAYLOAD_BYTES);
    yield encodeHeader({ type: FrameType.CHUNK, id, payload });
    yield payload;
  }
}

/** Each lies in the memory of the one before. */
async function* blocks({ handle, size }: ServedFile): AsyncGenerator<Buffer, void> {
  const memory = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, size));
  for (let left = size; left > 0; left -= memory.length) yield await fill(memory.subarray(0, left), handle);
}

/** Reads until the memory is full. */
async function fill(memory: Buffer, handle: FileHandle): Promise<Buffer> {
  for (let have = 0; have < memory.length; ) {
    const { bytesRead } = await handle.read(memory, have);
    if (bytesRead === 0) throw new ProtocolError('file-failed', 'the file has become shorter');
    have += bytesRead;
  }
  return memory;
}
