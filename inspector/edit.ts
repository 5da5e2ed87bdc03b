/**
 * A held frame as text that a person can edit, and the text as bytes again.
 *
 * Knows nothing of what a payload means and does not judge it: breaking it is what editing is for. What is shown
 * is safe to print, and unedited it gives the same bytes, whatever they are.
 *
 * In text mode everything that cannot be typed or seen is written byte by byte: `\n`, `\xff`; a backslash is `\\`.
 */

import { Buffer, isUtf8 } from 'node:buffer';
import { checksum, HEADER_BYTES, MAGIC, VERSION } from '../protocol/frame.ts';
import { printable } from '../terminal/escape.ts';
import type { Text } from '../terminal/language.ts';

export type EditMode = 'text' | 'hex';

/** `position` counts UTF-16 units from 0. */
export type ParsedBytes =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly position: number; readonly problem: Text };

/** Text mode: the payload of an EC/1 frame, of anything else the whole message. Hex mode: always the whole. */
export function editable(frame: Buffer, mode: EditMode): string {
  return mode === 'hex' ? writeHex(frame) : writeText(frame.subarray(headerOf(frame).length));
}

/**
 * What goes out in place of `original`. With `mend`, length and checksum of an EC/1 frame are made right for what
 * was typed; without, they stay as they were typed (hex) or as `base` has them (text): wrong on purpose. `base` is
 * what the text was made of: the original, or what had been typed in the other mode.
 */
export function parseEdit(
  text: string,
  original: Buffer,
  mode: EditMode,
  mend: boolean,
  base = original,
): ParsedBytes {
  const parsed = mode === 'hex' ? parseHex(text) : parseText(text);
  if (!parsed.ok) return parsed;
  const bytes = mode === 'hex' ? parsed.bytes : Buffer.concat([headerOf(base), parsed.bytes]);
  if (mend && (isEc(original) || isEc(bytes))) mendHeader(bytes);
  return { ok: true, bytes };
}

/** The version must fit too: a line of text that says `ECHO` begins with the same two letters. */
function isEc(bytes: Buffer): boolean {
  return bytes.length >= HEADER_BYTES && bytes.indexOf(MAGIC) === 0 && bytes[MAGIC.length] === VERSION;
}

function headerOf(frame: Buffer): Buffer {
  return frame.subarray(0, isEc(frame) ? HEADER_BYTES : 0);
}

/** Length and checksum, nothing else: a magic or a version that was made wrong is then the only fault. */
function mendHeader(bytes: Buffer): void {
  if (bytes.length < HEADER_BYTES) return;
  const payload = bytes.subarray(HEADER_BYTES);
  bytes.writeUInt32BE(payload.length, 8);
  bytes.writeUInt32BE(checksum(bytes, payload), 12);
}

const BYTE: Text = {
  en: 'expected each byte as two hex digits, such as 4f',
  pt: 'esperado cada byte como dois dígitos hexadecimais, como 4f',
};

function writeHex(bytes: Buffer): string {
  return bytes.toString('hex').replace(/..(?=.)/g, '$& ');
}

/** `45 43` or `4543`: two digits a byte, with any space between bytes. */
export function parseHex(text: string): ParsedBytes {
  for (const { 0: piece, index } of text.matchAll(/[0-9a-f]{2}|\S/gi))
    if (piece.length === 1) return { ok: false, position: index, problem: BYTE };
  return { ok: true, bytes: Buffer.from(text.replace(/\s+/g, ''), 'hex') };
}

const ESCAPES: readonly (readonly [character: string, written: string])[] = [
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\0', '\\0'],
];
const WRITTEN = new Map(ESCAPES);
const MEANT = new Map(ESCAPES.map(([character, written]) => [written, character]));

const ESCAPE: Text = {
  en: `expected one of ${[...MEANT.keys()].join(' ')} or \\x and two hex digits`,
  pt: `esperado um de ${[...MEANT.keys()].join(' ')} ou \\x e dois dígitos hexadecimais`,
};

/** More accents on one letter than printable() leaves alone. */
const PILED_MARK = /(?<=\p{M}{3})\p{M}/gu;

function writeText(bytes: Buffer): string {
  const text = Array.from(characters(bytes), writeCharacter).join('');
  return text.replace(PILED_MARK, (mark) => writeBytes(Buffer.from(mark)));
}

/** The bytes of one character of UTF-8 at a time, or one byte that belongs to none. */
function* characters(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const size = [1, 2, 3, 4].find((most) => isUtf8(bytes.subarray(start, start + most))) ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

function writeCharacter(bytes: Buffer): string {
  const character = bytes.toString();
  const shown = isUtf8(bytes) && printable(character) === character;
  return WRITTEN.get(character) ?? (shown ? character : writeBytes(bytes));
}

function writeBytes(bytes: Buffer): string {
  return bytes.toString('hex').replace(/../g, '\\x$&');
}

/** Plain characters up to the next backslash, or an escape, or a backslash that begins none. */
const PIECE = /[^\\]+|\\x[0-9a-fA-F]{2}|\\.?/gs;

function parseText(text: string): ParsedBytes {
  const pieces: Buffer[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    const bytes = readPiece(piece);
    if (!bytes) return { ok: false, position: index, problem: ESCAPE };
    pieces.push(bytes);
  }
  return { ok: true, bytes: Buffer.concat(pieces) };
}

function readPiece(piece: string): Buffer | undefined {
  if (!piece.startsWith('\\')) return Buffer.from(piece);
  if (piece.length === '\\xff'.length) return Buffer.from(piece.slice(2), 'hex');
  const character = MEANT.get(piece);
  return character === undefined ? undefined : Buffer.from(character);
}
