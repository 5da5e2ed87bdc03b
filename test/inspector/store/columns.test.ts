/** Records of numbers: what was pushed is what is read, however often the circle has turned and grown. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Columns } from '../../../inspector/store/columns.ts';

test('a record is read as it was pushed, as long as it is there', () => {
  const steps = fc.array(fc.record({ push: fc.nat(200), forget: fc.nat(200) }), { maxLength: 20 });
  fc.assert(
    fc.property(steps, (turns) => {
      const columns = new Columns(['number', 'square']);
      for (const { push, forget } of turns) {
        for (let more = 0; more < push; more += 1)
          columns.push({ number: columns.end, square: columns.end ** 2 });
        columns.forget(Math.min(columns.end, columns.first + forget));
        for (let index = columns.first; index < columns.end; index += 1)
          assert.deepEqual(columns.record(index), { number: index, square: index ** 2 });
      }
    }),
  );
});

test('a field is read by its name, fractions and numbers beyond 32 bits too', () => {
  const columns = new Columns(['at', 'offset']);
  columns.push({ at: 1.25, offset: 2 ** 40 + 1 });
  assert.deepEqual([columns.get(0, 'at'), columns.get(0, 'offset')], [1.25, 2 ** 40 + 1]);
});
