/**
 * Frames as lines of a walk: what a step's client asks and what it hears. A payload that has no room in the line stands
 * below it.
 */

import {
  decodeHeader,
  encodeFrame,
  type Frame,
  FrameType,
  HEADER_BYTES,
  typeName,
} from '../../protocol/frame.ts';
import type { Client } from '../course/actors.ts';
import type { Stage } from '../course/stage.ts';

/** Below the words of the line above. */
const INDENT = ' '.repeat(9);
const MOST_CHARACTERS = 36;

/** One frame, in one write. */
export function sendFrame(stage: Stage, client: Client, frame: Frame): void {
  client.tells(lineOf('→', frame));
  client.sends(encodeFrame(frame));
  showBelow(stage, frame);
}

/** Waits for a frame and shows it. */
export async function receiveFrame(stage: Stage, client: Client): Promise<Frame> {
  const frame = await takeFrame(client);
  if (!frame) throw new Error('the connection ended before a frame came');
  client.tells(lineOf('←', frame));
  showBelow(stage, frame);
  return frame;
}

/** Waits for a frame and shows nothing; undefined when the other side ends before. */
export async function takeFrame(client: Client): Promise<Frame | undefined> {
  const header = await client.takes(HEADER_BYTES);
  if (header.length < HEADER_BYTES) return undefined;
  const { type, id, length } = decodeHeader(header);
  return { type, id, payload: await client.takes(length) };
}

/** `REPLY` for 2. */
export function nameOf(type: number): string {
  return typeName(type) ?? `type ${type}`;
}

function lineOf(arrow: string, frame: Frame): string {
  const head = `${arrow} ${nameOf(frame.type)} id ${frame.id}`;
  return fits(frame) ? `${head}   ${wordsOf(frame)}` : head;
}

function showBelow(stage: Stage, frame: Frame): void {
  if (!fits(frame)) stage.print(INDENT + wordsOf(frame).replace(/([0-9a-f]{8})[0-9a-f]{56}/, '$1…'));
}

function fits(frame: Frame): boolean {
  return wordsOf(frame).length < MOST_CHARACTERS;
}

/** JSON as it is; of a file's bytes, how many. */
function wordsOf({ type, payload }: Frame): string {
  return type === FrameType.CHUNK ? `${payload.length} bytes` : String(payload);
}
