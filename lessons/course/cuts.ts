/**
 * The ways in which a stream may be cut before a decoder sees it. TCP may cut anywhere, and never where a test could
 * rely on it: so the cuts are made here, all of them on purpose. Knows no socket.
 */

import { randomInt } from 'node:crypto';
import type { Text } from '../../terminal/language.ts';

export interface Cut {
  /** How it was cut, with the seed where chance had a say. */
  readonly name: Text;
  /** The bytes in order; none of the pieces is empty. */
  readonly pieces: readonly Buffer[];
}

const RANDOM_CUTS = 20;
const MOST_SEEDS = 1_000_000;

/** The seed to use: LESSON_SEED where it is set (`check --seed`), else a new one. */
export function chooseSeed(): number {
  const wanted = Number(process.env.LESSON_SEED ?? Number.NaN);
  return Number.isInteger(wanted) ? wanted : randomInt(MOST_SEEDS);
}

/** `bytes` all at once, byte by byte, cut in two at every position, and cut at random from `seed`. */
export function* cuts(bytes: Uint8Array, seed = chooseSeed()): Generator<Cut, void> {
  const whole = Buffer.from(bytes);
  yield { name: { en: 'all bytes at once', pt: 'todos os bytes de uma vez' }, pieces: cutAt(whole, []) };
  yield { name: { en: 'byte by byte', pt: 'byte a byte' }, pieces: cutAt(whole, inner(whole)) };
  for (const position of inner(whole))
    yield {
      name: { en: `cut after byte ${position}`, pt: `cortado depois do byte ${position}` },
      pieces: cutAt(whole, [position]),
    };
  const random = randomFrom(seed);
  for (let round = 1; round <= RANDOM_CUTS; round += 1)
    yield {
      name: {
        en: `cut at random, number ${round}, seed ${seed}`,
        pt: `cortado ao acaso, número ${round}, semente ${seed}`,
      },
      pieces: cutAt(
        whole,
        inner(whole).filter(() => random() < 0.3),
      ),
    };
}

/** The positions between the first byte and the last. */
function inner(bytes: Buffer): number[] {
  return Array.from({ length: Math.max(0, bytes.length - 1) }, (_, index) => index + 1);
}

function cutAt(bytes: Buffer, positions: readonly number[]): Buffer[] {
  const ends = [...positions, bytes.length];
  return ends
    .map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
    .filter(({ length }) => length > 0);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
