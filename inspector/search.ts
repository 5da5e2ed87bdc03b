/**
 * What is typed to search in bytes: text, or bytes in hex after `0x` or `x:`.
 *
 * Text is looked for as its UTF-8 bytes, and upper and lower case do not matter for A to Z; bytes in hex are looked
 * for exactly. Knows no frames: it searches whatever bytes it is given.
 *
 * Simplified: `Ã` does not find `ã`, and a text that begins with `0x` or `x:` has to be asked for in hex.
 */

import { Buffer } from 'node:buffer';
import type { Text } from '../terminal/language.ts';
import { parseHex } from './edit.ts';

export interface SearchPattern {
  /** The first occurrence that begins at `from` or later; `end` is one past its last byte. */
  find(bytes: Buffer, from: number): Found | undefined;
  /** The last occurrence that begins before `before`. */
  findLast(bytes: Buffer, before: number): Found | undefined;
}

export interface Found {
  readonly start: number;
  readonly end: number;
}

export type ParsedSearch =
  | { readonly ok: true; readonly pattern: SearchPattern }
  | { readonly ok: false; readonly problem: Text };

const NOTHING: Text = {
  en: 'expected text, or bytes such as 0x45 43',
  pt: 'esperado um texto, ou bytes como 0x45 43',
};

/** Never throws. Spaces are part of a text. */
export function parseSearch(text: string): ParsedSearch {
  const hex = /^(?:0x|x:)(.*)$/is.exec(text)?.[1];
  const wanted = hex === undefined ? { ok: true as const, bytes: Buffer.from(text) } : parseHex(hex);
  if (!wanted.ok) return { ok: false, problem: wanted.problem };
  if (wanted.bytes.length === 0) return { ok: false, problem: NOTHING };
  return { ok: true, pattern: hex === undefined ? textPattern(wanted.bytes) : exactPattern(wanted.bytes) };
}

function exactPattern(wanted: Buffer): SearchPattern {
  const found = (start: number) => (start < 0 ? undefined : { start, end: start + wanted.length });
  return {
    find: (bytes, from) => found(bytes.indexOf(wanted, from)),
    findLast: (bytes, before) => (before <= 0 ? undefined : found(bytes.lastIndexOf(wanted, before - 1))),
  };
}

/** What is put into lower case at once: little, because the next occurrence is often near. */
const BLOCK_BYTES = 1024;

/** Looks block by block, each time so far into the next block that no occurrence is cut in two. */
function textPattern(wanted: Buffer): SearchPattern {
  const pattern = exactPattern(lowerCase(wanted));
  const step = Math.max(BLOCK_BYTES, wanted.length);
  return {
    find(bytes, from) {
      for (let block = from; block < bytes.length; block += step) {
        const found = pattern.find(lowerCase(bytes.subarray(block, block + step + wanted.length - 1)), 0);
        if (found) return { start: block + found.start, end: block + found.end };
      }
      return undefined;
    },
    findLast: (bytes, before) =>
      pattern.findLast(lowerCase(bytes.subarray(0, Math.max(0, before) + wanted.length - 1)), before),
  };
}

/** A copy with A to Z as a to z; the bytes of other letters, such as `Ã`, stay as they are. */
function lowerCase(bytes: Buffer): Buffer {
  const lower = Buffer.from(bytes);
  for (let index = 0; index < lower.length; index++) {
    const byte = lower[index] ?? 0;
    if (byte >= 0x41 && byte <= 0x5a) lower[index] = byte + 0x20;
  }
  return lower;
}
