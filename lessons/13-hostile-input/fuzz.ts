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

/** What each of the broken frames hears within `patienceMs`, counted; `nothing` where the server waits for more. */
export async function fuzz(port: number, seed: number, patienceMs: number): Promise<[string, number][]> {
  const random = randomFrom(seed);
  const visits = Array.from({ length: ROUNDS }, () => visit(port, broken(random)));
  await Promise.all(visits.map(({ connected }) => connected));
  const late = sleep(patienceMs, 'nothing', { ref: false });
  const heard = await Promise.all(visits.map(({ hears }) => Promise.race([hears, late])));
  for (const { leave } of visits) leave();
  return tally(heard);
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
  for (const [heard, times] of await fuzz(port, seed, 12_000)) console.log(`${times} ${heard}`);
}
