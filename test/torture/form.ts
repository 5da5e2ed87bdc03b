/**
 * The form that a torture takes: short within `npm test`, long under `npm run torture`. Chance has one seed for all,
 * and each torture its own sequence from it, so that one of them can be repeated alone.
 */

import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { crc32 } from 'node:zlib';
import { chooseSeed, randomFrom } from '../../lessons/course/cuts.ts';

export const LONG = process.env.TORTURE === 'long';
/** For what only the long form does: false, or why it is skipped. */
export const ONLY_LONG = !LONG && 'npm run torture does it';
export const SEED = Number(process.env.TORTURE_SEED ?? chooseSeed());

/** How often, or how much, in each of the two forms. */
export function times(short: number, long: number): number {
  return LONG ? long : short;
}

/** Chance as whole numbers: `below(6)` is 0 to 5. */
export type Below = (limit: number) => number;

/** The same numbers for the same seed and test, whatever else runs. */
export function chance(test: TestContext): Below {
  test.diagnostic(`seed ${SEED}`);
  const random = randomFrom(crc32(test.name, SEED));
  return (limit) => Math.floor(random() * limit);
}

/** The line of a torture: what was tried, how often, and what was lost. Fails unless that is nothing. */
export function account(test: TestContext, count: number, tried: string, lost: readonly string[] = []): void {
  const losses = lost.length === 0 ? 'nothing' : lost.length.toLocaleString('en');
  test.diagnostic(`${count.toLocaleString('en')} ${tried}; lost: ${losses}`);
  assert.deepEqual(lost.slice(0, 10), [], `with seed ${SEED}`);
}

/** Bytes that the program still needs, garbage not counted: objects, and what buffers hold. */
export function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect(); // what finalisers let go of in the first
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
