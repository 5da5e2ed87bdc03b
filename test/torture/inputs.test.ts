/** Mutated inputs for everything that reads what a stranger wrote, and long ones, whose every byte must cost the same. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, bytesInUse, chance, LONG, times } from './form.ts';
import { described, mutant } from './mutants.ts';
import { repaired, TARGETS, type Target } from './targets.ts';

const SHORTEST_BYTES = 4_096;
/** Time per byte may grow by this between the shortest and the longest input: caches, collections, other programs. */
const GENEROUS = 6;
/** What is faster than this is not measured: a clock and a collection weigh more. */
const LEAST_MS = 8;
const ATTEMPTS = 5;
/** What takes longer is measured once. */
const LONGEST_MS = 500;

for (const target of TARGETS) {
  test(`${target.name}: no mutant makes it throw what it must not, or keep anything`, async (t) => {
    await reported();
    const below = chance(t);
    const isFrame = /frames|ec$/.test(target.name);
    const rounds = times(1_000, 1_000_000) / (target.costs ?? 1);
    let before = 0;
    const lost: string[] = [];
    for (let round = 0; round < rounds && lost.length < 10; round += 1) {
      if (round === Math.floor(rounds / 4)) before = bytesInUse();
      const made = mutant(target.vectors, below);
      const bytes = isFrame && round % 2 === 0 ? repaired(made) : made;
      if (fails(target, bytes)) lost.push(described(bytes, failure(target, bytes)));
    }
    const kept = bytesInUse() - before;
    account(t, rounds, 'mutants', lost);
    assert.ok(kept < 8 * 2 ** 20, `${kept} bytes more are in use than after the first quarter`);
  });

  if (!LONG) continue; // a time is measured, and other tests run beside this one
  test(`${target.name}: each byte of a long input costs the same`, async (t) => {
    await reported();
    const lost: string[] = [];
    let worst = 0;
    for (const pattern of target.patterns) {
      const growth = grown(target, Buffer.from(pattern as string, 'latin1'));
      worst = Math.max(worst, growth);
      if (!(growth <= GENEROUS))
        lost.push(`${JSON.stringify(String(pattern))}: a byte costs ${growth.toFixed(1)} times as much`);
    }
    t.diagnostic(`the worst: ${worst.toFixed(1)} times the cost per byte`);
    account(t, target.patterns.length, 'long inputs', lost);
  });
}

/** These tests wait for nothing: what the one before has to say is printed now, or at the end of all. */
function reported(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Most inputs end in an error, whose stack costs more than all the rest. */
function fails(target: Target, bytes: Buffer): boolean {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const failed = failure(target, bytes) !== undefined;
  Error.stackTraceLimit = stackTraceLimit;
  return failed;
}

function failure(target: Target, bytes: Buffer): unknown {
  try {
    return void target.take(bytes);
  } catch (error) {
    return error;
  }
}

/** Doubles the input as long as it may be; by how much the cost of a byte has grown, at the worst length. */
function grown(target: Target, pattern: Buffer): number {
  if (pattern.length === 0) return 1;
  let first: number | undefined;
  let worst = 1;
  for (let size = SHORTEST_BYTES; size <= target.longest && worst <= GENEROUS; size *= 2) {
    const milliseconds = fastest(target, Buffer.alloc(size, pattern));
    if (milliseconds > LEAST_MS && first !== undefined) worst = Math.max(worst, milliseconds / size / first);
    first ??= Math.max(milliseconds, 0.2) / size;
  }
  return worst;
}

/** Of some attempts the fastest: what else the machine does only adds. */
function fastest(target: Target, bytes: Buffer): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && least > 1; attempt += 1) {
    const start = performance.now();
    target.take(bytes);
    least = Math.min(least, performance.now() - start);
    if (least > LONGEST_MS) break;
  }
  return least;
}
