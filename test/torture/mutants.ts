/** Mutants: good bytes, damaged in a few of the ways in which bytes get damaged or are damaged on purpose. */

import { type Below, SEED } from './form.ts';

/** Numbers that lengths and counts go wrong at. */
const AWKWARD = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];
const MOST_CHANGES = 4;

type Damage = (bytes: Buffer, below: Below) => Buffer;

const DAMAGES: readonly Damage[] = [
  (bytes, below) => write(bytes, below, Buffer.of(below(256))),
  (bytes, below) => write(bytes, below, Buffer.of((bytes[below(bytes.length)] ?? 0) ^ (1 << below(8)))),
  (bytes, below) => write(bytes, below, awkwardInteger(below)),
  (bytes, below) => bytes.subarray(0, below(bytes.length + 1)),
  (bytes, below) => exchange(bytes, below, () => Buffer.alloc(0)),
  (bytes, below) => exchange(bytes, below, (part) => Buffer.concat([part, part])),
  (bytes, below) => exchange(bytes, below, (part) => Buffer.from(part).reverse()),
  (bytes, below) => exchange(bytes, below, (part) => Buffer.concat([part, noise(below)])),
];

/** One of `vectors`, damaged one to four times; now and then two of them, one behind the other. */
export function mutant(vectors: readonly Buffer[], below: Below): Buffer {
  const pick = () => vectors[below(vectors.length)] ?? Buffer.alloc(0);
  let bytes = below(4) === 0 ? Buffer.concat([pick(), pick()]) : Buffer.from(pick());
  for (let changes = 1 + below(MOST_CHANGES); changes > 0; changes -= 1)
    bytes = Buffer.from(DAMAGES[below(DAMAGES.length)]?.(bytes, below) ?? bytes);
  return bytes;
}

/** What somebody needs to see the failure again. */
export function described(bytes: Buffer, error: unknown): string {
  const shown = bytes.toString('hex', 0, 400);
  return `seed ${SEED}: ${shown}${bytes.length > 400 ? '…' : ''}: ${(error as Error).stack ?? String(error)}`;
}

function write(bytes: Buffer, below: Below, over: Buffer): Buffer {
  over.copy(bytes, below(bytes.length + 1));
  return bytes;
}

function exchange(bytes: Buffer, below: Below, become: (part: Buffer) => Buffer): Buffer {
  const start = below(bytes.length + 1);
  const end = start + below(bytes.length - start + 1);
  return Buffer.concat([bytes.subarray(0, start), become(bytes.subarray(start, end)), bytes.subarray(end)]);
}

function awkwardInteger(below: Below): Buffer {
  const integer = Buffer.alloc(4);
  const value = AWKWARD[below(AWKWARD.length)] ?? 0;
  if (below(2) === 0) integer.writeUInt32BE(value);
  else integer.writeUInt32LE(value);
  return integer;
}

function noise(below: Below): Buffer {
  return Buffer.from(Array.from({ length: below(9) }, () => below(256)));
}
