/** What a check can do with the student's code, and what it finds out. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineExercise, type Trail } from '../../lessons/course/exercise.ts';
import { describeThrown } from '../../lessons/course/judge.ts';
import { CheckFailed, Recorder } from '../../lessons/course/recorder.ts';
import { type JudgeEvent, toVerdict, type Verdict } from '../../lessons/course/verdict.ts';

const did = { en: 'do', pt: 'faz' };
const mistakes = { known: { en: 'You did it.', pt: 'Você fez.' } };

/** The verdict on one check that does this. */
async function verdictOf(run: (trail: Trail) => unknown): Promise<Verdict> {
  const events: JudgeEvent[] = [{ kind: 'check', title: did, total: 1, stuck: undefined }];
  const recorder = new Recorder(
    mistakes,
    (event) => events.push(event),
    (thrown) => describeThrown(thrown, ''),
  );
  try {
    await run(recorder);
  } catch (thrown) {
    if (!(thrown instanceof CheckFailed)) throw thrown;
  }
  const { failure } = recorder;
  events.push(failure ? { kind: 'failed', failure } : { kind: 'finished' });
  return toVerdict(events, { kind: 'left', how: '' });
}

test('steps are told with what went in and what came out', async () => {
  const { steps, failure } = await verdictOf((trail) => {
    trail.note(did, Buffer.from('oi'));
    assert.equal(
      trail.call(did, 'in', () => 7),
      7,
    );
    trail.call(did, undefined, () => undefined);
  });
  assert.equal(failure, undefined);
  assert.deepEqual(
    steps.map(({ input, gave }) => [input, gave]),
    [
      ['6f 69  "oi"', undefined],
      ['"in"', '7'],
      [undefined, undefined],
    ],
  );
});

test('a promise is waited for, and what two of them give stands at their own steps', async () => {
  const { steps } = await verdictOf(async (trail) => {
    const first = trail.call(did, 1, () => new Promise((resolve) => setImmediate(resolve, 'one')));
    const second = trail.call(did, 2, async () => 'two');
    assert.deepEqual(await Promise.all([first, second]), ['one', 'two']);
  });
  assert.deepEqual(
    steps.map(({ gave }) => gave),
    ['"one"', '"two"'],
  );
});

test('what is thrown or rejected fails the check, and may be a known mistake', async () => {
  const explain = (thrown: unknown) => (thrown instanceof RangeError ? 'known' : undefined);
  const throwing = (error: Error) => () => {
    throw error;
  };
  const known = await verdictOf((trail) => trail.call(did, 1, throwing(new RangeError('x')), explain));
  assert.equal(known.mistake?.key, 'known');
  const other = await verdictOf((trail) => trail.call(did, 1, throwing(new Error('x')), explain));
  assert.equal(other.failure?.kind, 'threw');
  assert.equal(other.mistake, undefined);
  const rejected = await verdictOf((trail) =>
    trail.call(did, 1, async () => throwing(new RangeError('x'))(), explain),
  );
  assert.equal(rejected.mistake?.key, 'known');
});

test('what must be refused is refused by throwing; anything else fails', async () => {
  const refused = await verdictOf((trail) => {
    const thrown = trail.refuses(did, 1, () => {
      throw new Error('no');
    });
    assert.match(String(thrown), /no/);
  });
  assert.equal(refused.failure, undefined);
  assert.deepEqual(
    refused.steps.map(({ gave, thrown }) => [gave, thrown]),
    [['Error: no', true]],
  );
  const taken = await verdictOf((trail) =>
    trail.refuses(
      did,
      1,
      () => 5,
      () => 'known',
    ),
  );
  assert.equal(taken.failure?.kind, 'accepted');
  assert.equal(taken.mistake?.key, 'known');
});

test('what is thrown must be an Error', async () => {
  const { failure } = await verdictOf((trail) =>
    trail.refuses(did, 1, () => {
      throw 'no';
    }),
  );
  assert.equal(failure?.kind, 'threw-no-error');
});

test('a promise where none was expected is not explained as something else', async () => {
  const { failure, mistake } = await verdictOf((trail) =>
    trail.compare(Promise.resolve(1), 1, () => 'known'),
  );
  assert.equal(failure?.kind, 'differs');
  assert.equal(mistake, undefined);
});

test("a failure is known even when the student's code catches it", async () => {
  const { failure } = await verdictOf((trail) => {
    try {
      trail.compare(1, 2);
    } catch {}
  });
  assert.equal(failure?.kind, 'differs');
});

test('new circumstances begin a new trail; of a long one the end is kept', async () => {
  const { circumstances, steps, stepsBefore } = await verdictOf((trail) => {
    trail.note(did, 'old');
    trail.begin({ en: 'cut', pt: 'corte' });
    for (let step = 1; step <= 20; step += 1) trail.note(did, step);
    trail.fail('known');
  });
  assert.equal(circumstances?.en, 'cut');
  assert.equal(steps.length + stepsBefore, 20);
  assert.equal(steps.at(-1)?.input, '20');
});

test("an explanation that stumbles explains nothing; a mistake that does not exist is the author's", async () => {
  const stumbling = await verdictOf((trail) =>
    trail.compare(undefined, 1, (got) => ((got as { length: number }).length > 0 ? 'known' : undefined)),
  );
  assert.equal(stumbling.failure?.kind, 'differs');
  assert.equal(stumbling.mistake, undefined);
  await assert.rejects(
    verdictOf((trail) => trail.fail('unknown')),
    /no mistake "unknown"/,
  );
});

test("an exercise says the type of the student's code", () => {
  const exercise = defineExercise<{ double: (value: number) => number }>({
    exports: ['double'],
    mistakes: {},
    checks: [{ title: did, run: (student, trail) => trail.compare(student.double(2), 4) }],
  });
  assert.equal(exercise.checks.length, 1);
});
