/**
 * A file as frames: FILE, CHUNKs, END (PROTOCOL.md §4.4 to §4.6). Read in blocks, framed without copying: while one block
 * is on its way, the next is read.
 */

import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ServedFile } from '../files/serve.ts';
import { ProtocolError } from '../protocol/error.ts';
import { encodeHeader, FrameType, MAX_PAYLOAD_BYTES } from '../protocol/frame.ts';
import { encodeEnd, encodeFile } from '../protocol/message.ts';

/** A full chunk. A reader that stands still costs the server two of them. */
const BLOCK_BYTES = MAX_PAYLOAD_BYTES;

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
    yield [encodeHeader({ type: FrameType.CHUNK, id, payload: block }), block];
  }
  yield [encodeEnd(id, { size: file.size, sha256: hash.digest('hex') })];
}

/** While one block is on its way, the next is read into the memory of the one before. */
async function* blocks({ handle, size }: ServedFile): AsyncGenerator<Buffer, void> {
  const blockBytes = Math.min(BLOCK_BYTES, size);
  let [memory, otherMemory] = [Buffer.allocUnsafe(blockBytes), Buffer.allocUnsafe(blockBytes)];
  let reading = fill(memory, handle);
  for (let left = size; left > 0; ) {
    const block = await reading;
    left -= block.length;
    [memory, otherMemory] = [otherMemory, memory];
    reading = fill(memory.subarray(0, left), handle);
    reading.catch(() => {}); // told when it is waited for, if ever
    yield block;
  }
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
