/** The cuts that a decoder is fed with. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseSeed, cuts } from '../../lessons/course/cuts.ts';

const BYTES = Buffer.from('HORA\nLISTAR\n');
const seed = chooseSeed();

test(`however they are cut, the bytes are the same and no piece is empty (seed ${seed})`, () => {
  for (const bytes of [BYTES, Buffer.from('x'), Buffer.alloc(0)])
    for (const { name, pieces } of cuts(bytes, seed)) {
      assert.deepEqual(Buffer.concat([...pieces]), bytes, name.en);
      assert.ok(
        pieces.every((piece) => piece.length > 0),
        name.en,
      );
    }
});

test('all at once, byte by byte and every single cut are among them', () => {
  const sizes = [...cuts(BYTES, seed)].map(({ pieces }) => pieces.map(({ length }) => length).join());
  assert.equal(sizes[0], '12');
  assert.equal(sizes[1], '1,1,1,1,1,1,1,1,1,1,1,1');
  for (let position = 1; position < BYTES.length; position += 1)
    assert.ok(sizes.includes(`${position},${BYTES.length - position}`), String(position));
});

test('the same seed cuts in the same way, another one does not, and the name tells it', () => {
  const shape = (from: number) => JSON.stringify([...cuts(BYTES, from)]);
  assert.equal(shape(1), shape(1));
  assert.notEqual(shape(1).replaceAll('seed 1', ''), shape(2).replaceAll('seed 2', ''));
  const [last] = [...cuts(BYTES, 4711)].slice(-1);
  assert.match(last?.name.en ?? '', /seed 4711/);
  assert.match(last?.name.pt ?? '', /semente 4711/);
});

test('LESSON_SEED is the seed where it is set', (t) => {
  t.after(() => delete process.env.LESSON_SEED);
  process.env.LESSON_SEED = '4711';
  assert.equal(chooseSeed(), 4711);
});
