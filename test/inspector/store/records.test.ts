/** Records of numbers: what was pushed is what is read, however often the circle has turned and grown. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Records } from '../../../inspector/store/records.ts';

test('a record is read as it was pushed, as long as it is there', () => {
  const steps = fc.array(fc.record({ push: fc.nat(200), forget: fc.nat(200) }), { maxLength: 20 });
  fc.assert(
    fc.property(steps, (turns) => {
      const records = new Records(['number', 'square']);
      for (const { push, forget } of turns) {
        for (let more = 0; more < push; more += 1)
          records.push({ number: records.end, square: records.end ** 2 });
        records.forget(Math.min(records.end, records.first + forget));
        for (let index = records.first; index < records.end; index += 1)
          assert.deepEqual(records.record(index), { number: index, square: index ** 2 });
      }
    }),
  );
});

test('a field is read by its name, fractions and numbers beyond 32 bits too', () => {
  const records = new Records(['at', 'offset']);
  records.push({ at: 1.25, offset: 2 ** 40 + 1 });
  assert.deepEqual([records.get(0, 'at'), records.get(0, 'offset')], [1.25, 2 ** 40 + 1]);
});
