/** The bench tells the truth about what it measured. What it measures is not tested: a figure depends on the machine. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interleave, judge, median, ROUNDS, ratios } from '../bench/bench.ts';
import { line } from '../bench/results.ts';
import { runToEnd } from './support.ts';

test('what is compared takes turns, and the first round does not count', async () => {
  const turns: string[] = [];
  const run = (name: string) => () => turns.push(name);
  const samples = await interleave({ ours: run('A'), theirs: run('B') });
  assert.equal(turns.join(''), 'AB'.repeat(ROUNDS + 1));
  assert.deepEqual([samples.ours.length, samples.ours[0]], [ROUNDS, 3]);
});

test('a ratio is made of one round, and the median is not moved by one bad round', () => {
  const samples = ratios([1, 2, 3, 4, 500], [1, 1, 1, 1, 1]);
  assert.deepEqual(samples, [1, 2, 3, 4, 500]);
  assert.equal(median(samples), 3);
});

test('a goal is met at its bound and missed beyond, whichever way it points', () => {
  const least = { atLeast: 0.8, stretch: 1 };
  assert.deepEqual(
    [0.79, 0.8, 1].map((value) => judge(least, value)),
    ['missed', 'met', 'stretch'],
  );
  assert.deepEqual(
    [1.2, 1.21].map((value) => judge({ atMost: 1.2 }, value)),
    ['met', 'missed'],
  );
});

test('a missed goal and a skipped peer are said, each with what there is to know', () => {
  const head = { what: 'PING', against: 'redis', goal: { atLeast: 0.8 } };
  const missed = line({ ...head, samples: [0.5, 0.25, 0.75], note: '1 k to 2 k' });
  assert.equal(missed, 'PING, against redis: 0.50 × (0.25 to 0.75); at least 0.8 ×: **missed**; 1 k to 2 k');
  assert.match(line({ ...head, skipped: 'no redis-server here' }), /skipped: no redis-server here$/);
});

test('a bench that does not exist is a mistake, and those that do are named', async (t) => {
  const { code, stderr } = await runToEnd(t, ['bench/run.ts', 'speed']);
  assert.equal(code, 2);
  assert.match(stderr, /no bench speed; there are .*requests.*start/);
});
