/** Memory that is used again holds what its newest users put there, and never changes under a row that is kept. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { dissectorNamed } from '../../../inspector/dissect/dissectors.ts';
import { frameBytes } from '../../../inspector/rows.ts';
import { Slabs } from '../../../inspector/store/slab.ts';
import { Store } from '../../../inspector/store.ts';

test('a slab is used again only when all that lay in it has been given back', () => {
  const slabs = new Slabs();
  const half = Buffer.alloc(600_000);
  const first = slabs.copy(half);
  const small = slabs.copy(Buffer.from('small'));
  const second = slabs.copy(half);
  assert.equal(first.slab, small.slab);
  assert.notEqual(second.slab, first.slab);
  slabs.giveBack(first);
  const third = slabs.copy(half);
  assert.notEqual(third.slab, first.slab, 'the small one still lies there');
  slabs.giveBack(small);
  assert.equal(slabs.copy(half).slab, first.slab);
});

test('kept rows keep their bytes while the memory of those that went is used again', () => {
  const store = new Store({ rows: 40, bytes: 256 * 2 ** 20 }, dissectorNamed('length-prefix'));
  store.add({ kind: 'opened', connection: 1, at: 0, client: 'c', target: 't' });
  const sent: Buffer[] = [];
  let offset = 0;
  for (let round = 0; round < 400; round += 1) {
    const payload = randomBytes(1 + ((round * 7_919) % 60_000));
    const head = Buffer.alloc(4);
    head.writeUInt32BE(payload.length);
    const frame = Buffer.concat([head, payload]);
    sent.push(frame);
    const cut = 1 + ((round * 31) % frame.length);
    for (const bytes of [frame.subarray(0, cut), frame.subarray(cut)]) {
      if (bytes.length > 0)
        store.add({ kind: 'read', connection: 1, at: round, from: 'client', offset, bytes });
      offset += bytes.length;
    }
    for (let number = store.first; number <= store.last; number += 1) {
      const row = store.row(number);
      const expected = sent[number - 2]; // the first row is the opening
      if (row?.kind === 'frame' && expected) assert.ok(frameBytes(row).equals(expected), `frame ${number}`);
    }
  }
});
