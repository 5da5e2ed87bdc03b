/** A small file as frames, all at once: FILE, one CHUNK where there are bytes, END. */

import { createHash } from 'node:crypto';
import { encodeFrame, FrameType } from '../../../protocol/frame.ts';
import { encodeEnd, encodeFile } from '../../../protocol/message.ts';

/** `name` is what FILE says, true or not. Throws RangeError when the bytes do not fit one CHUNK. */
export function encodeWhole(id: number, name: string, bytes: Buffer): Buffer {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const chunks = bytes.length > 0 ? [encodeFrame({ type: FrameType.CHUNK, id, payload: bytes })] : [];
  return Buffer.concat([
    encodeFile(id, { name, size: bytes.length }),
    ...chunks,
    encodeEnd(id, { size: bytes.length, sha256 }),
  ]);
}
