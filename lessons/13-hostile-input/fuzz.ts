/**
 * A fuzzer: it takes good frames, breaks them at random, and sends each over a connection of its own. The same seed
 * breaks them in the same way.
 *
 *     npx tsx lessons/13-hostile-input/fuzz.ts PORT SEED
 */

import { Buffer } from 'node:buffer';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodePing, encodeRequest } from '../../protocol/message.ts';
import { chooseSeed, randomFrom } from '../course/cuts.ts';
import { tally, visit } from './crowd.ts';

const ROUNDS = 200;

export interface Fuzzed {
  /** What each of the broken frames heard first, counted; `nothing` where the server waits for more. */
  readonly heard: readonly [string, number][];
  /** Connections that the server has not ended. */
  readonly connected: number;
}

/** What came of the broken frames after `patienceMs`. */
export async function fuzz(port: number, seed: number, patienceMs: number): Promise<Fuzzed> {
  const random = randomFrom(seed);
  const visits = Array.from({ length: ROUNDS }, () => visit(port, broken(random)));
  await Promise.all(visits.map(({ connected }) => connected));
  const late = sleep(patienceMs, 'nothing', { ref: false });
  const heard = await Promise.all(visits.map(({ hears }) => Promise.race([hears, late])));
  await late;
  const connected = visits.filter(({ open }) => open()).length;
  for (const { leave } of visits) leave();
  return { heard: tally(heard), connected };
}

/** A good frame, broken in one way. */
function broken(random: () => number): Buffer {
  const below = (limit: number) => Math.floor(random() * limit);
  const good = GOOD[below(GOOD.length)] ?? Buffer.alloc(0);
  const at = 1 + below(good.length - 1);
  const [before, after] = [good.subarray(0, at), good.subarray(at)];
  const noise = Buffer.from(Array.from({ length: 1 + below(8) }, () => below(256)));
  const ways = [
    before, // cut off
    Buffer.concat([before, noise, after]), // something between
    Buffer.concat([before, noise, after.subarray(noise.length)]), // something else instead
    Buffer.concat([before, after.subarray(1)]), // a byte lost
    Buffer.concat([good, before]), // begun again
  ];
  return ways[below(ways.length)] ?? good;
}

const GOOD = [
  encodeRequest(1, { command: 'HORA', argument: null }),
  encodeRequest(2, { command: 'CONSULTA', argument: null }),
  encodePing(3, Buffer.from('oi')),
];

if (process.argv[1]?.endsWith('fuzz.ts')) {
  const [port = 65432, seed = chooseSeed()] = process.argv.slice(2).map(Number);
  console.log(`seed ${seed}`);
  const { heard, connected } = await fuzz(port, seed, 12_000);
  for (const [word, times] of heard) console.log(`${times} ${word}`);
  console.log(`${connected} still connected`);
}
