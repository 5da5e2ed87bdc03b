/** A file as frames: FILE, CHUNKs, END (PROTOCOL.md §4.4 to §4.6). Reads in blocks, frames without copying. */

import { createHash } from 'node:crypto';
import type { ServedFile } from '../files/serve.ts';
import { ProtocolError } from '../protocol/error.ts';
import { encodeHeader, FrameType, MAX_PAYLOAD_BYTES } from '../protocol/frame.ts';
import { encodeEnd, encodeFile } from '../protocol/message.ts';

/** Read at once: two full chunks. What a reader that stands still costs the server, so not more. */
const BLOCK_BYTES = 2 * MAX_PAYLOAD_BYTES;

/**
 * Yields the frames of `file` as pieces to be sent in order. Never more bytes than its size says; throws
 * ProtocolError `file-failed` when it has become shorter, and the system's error when a read fails.
 */
export async function* fileFrames(
  id: number,
  name: string,
  file: ServedFile,
): AsyncGenerator<Buffer[], void> {
  const hash = createHash('sha256');
  yield [encodeFile(id, { name, size: file.size })];
  for (let sent = 0; sent < file.size; ) {
    const wanted = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, file.size - sent));
    const { bytesRead } = await file.handle.read(wanted);
    if (bytesRead === 0) throw new ProtocolError('file-failed', `ended after ${sent} of ${file.size} bytes`);
    const block = wanted.subarray(0, bytesRead);
    hash.update(block);
    sent += bytesRead;
    yield chunks(id, block);
  }
  yield [encodeEnd(id, { size: file.size, sha256: hash.digest('hex') })];
}

function chunks(id: number, block: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let offset = 0; offset < block.length; offset += MAX_PAYLOAD_BYTES) {
    const payload = block.subarray(offset, offset + MAX_PAYLOAD_BYTES);
    pieces.push(encodeHeader({ type: FrameType.CHUNK, id, payload }), payload);
  }
  return pieces;
}
