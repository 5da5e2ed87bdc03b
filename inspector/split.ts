/**
 * How a held frame is sent in pieces, as a person types it: `1 3` for pieces of 1 and 3 bytes and the rest, `*` for
 * byte by byte, `@500` for the milliseconds in between (`@500 ms` as well).
 *
 * Our own server waits 10 s for the rest of a frame that has begun. To be split must not cost a frame its connection:
 * so all pauses together stay well below that, however many there are and whatever was asked for.
 */

import type { Text } from '../terminal/language.ts';

const DEFAULT_PAUSE_MS = 1_000;
/** All pauses of a split together. */
const MOST_PAUSES_MS = 5_000;
/** Byte by byte goes so far, and what is left in one piece: a pause is a millisecond at least. */
const MOST_SINGLE_BYTES = 4_096;

export interface Split {
  /** Of the writes, in bytes; what is left of the frame is one more. */
  readonly sizes: readonly number[];
  /** How many writes that makes. */
  readonly pieces: number;
  /** Between two of them. */
  readonly pauseMs: number;
  /** So many bytes go one by one, and more are left; undefined: not byte by byte, or all of them. */
  readonly singles: number | undefined;
}

export type ParsedSplit =
  | { readonly ok: true; readonly split: Split }
  | { readonly ok: false; readonly problem: Text };

const FORM: Text = {
  en: 'sizes such as 1 3, or * for byte by byte; @500 for the pause in ms',
  pt: 'tamanhos como 1 3, ou * para byte a byte; @500 para a pausa em ms',
};

/** For a frame of `size` bytes. Nothing typed: two halves. */
export function parseSplit(text: string, size: number): ParsedSplit {
  const words = text.replace(/@\s*(\d+)\s*(ms)?/gi, ' @$1 ').split(/[\s,;]+/);
  const typed = words.filter((word) => word !== '');
  if (!typed.every((word) => /^(@\d{1,6}|\d{1,6}|\*)$/.test(word))) return { ok: false, problem: FORM };
  const pauses = typed.filter((word) => word.startsWith('@')).map((word) => Number(word.slice(1)));
  const pieces = typed.filter((word) => !word.startsWith('@'));
  const sizes = pieces.length > 0 ? sizesOf(pieces, size) : [Math.max(1, Math.floor(size / 2))];
  const wanted = sizes.reduce((sum, piece) => sum + piece, 0);
  if (sizes.includes(0)) return { ok: false, problem: FORM };
  if (wanted > size) return { ok: false, problem: tooShort(size) };
  const split = splitInto(sizes, wanted < size, pauses[0] ?? DEFAULT_PAUSE_MS);
  const singles = pieces.includes('*') && size > MOST_SINGLE_BYTES ? MOST_SINGLE_BYTES : undefined;
  return { ok: true, split: { ...split, singles } };
}

function sizesOf(pieces: readonly string[], size: number): number[] {
  const singles = new Array<number>(Math.min(size, MOST_SINGLE_BYTES)).fill(1);
  return pieces.flatMap((piece) => (piece === '*' ? singles : [Number(piece)]));
}

function tooShort(size: number): Text {
  return { en: `the frame has only ${size} bytes`, pt: `o quadro só tem ${size} bytes` };
}

function splitInto(sizes: readonly number[], hasRest: boolean, pauseMs: number): Omit<Split, 'singles'> {
  const pieces = sizes.length + (hasRest ? 1 : 0);
  const most = Math.floor(MOST_PAUSES_MS / Math.max(1, pieces - 1));
  return { sizes, pieces, pauseMs: Math.min(pauseMs, most) };
}
