/** How the programs of two lessons are compared. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffLessons, diffTexts } from '../../lessons/course/program-diff.ts';
import { FIXTURE_LESSONS } from './course.ts';

const workshop = { ...FIXTURE_LESSONS, work: '', progress: '' };

test('files that only one of the lessons has are new or gone', async () => {
  const is = async (from: string, to: string) =>
    (await diffLessons(workshop, from, to)).map(({ file, is }) => `${file} ${is}`);
  assert.deepEqual(await is('01-mirror', '02-length'), ['framing.ts new', 'server.ts there']);
  assert.deepEqual(await is('02-length', '01-mirror'), ['framing.ts gone', 'server.ts there']);
});

test('equal files have no lines, and line endings do not count', async () => {
  assert.deepEqual((await diffTexts('a.ts', 'x\ny\n', 'x\r\ny\r\n')).lines, []);
});

test('comments and empty lines are shown and do not count', async () => {
  const { added, changed } = await diffTexts('a.ts', 'a();\n', '/** a */\n\n// b\n * c\na();\nb(); // c\n');
  assert.deepEqual({ added, changed }, { added: 5, changed: 1 });
});

test('a line that was replaced counts once; one more or one less counts too', async () => {
  const changed = async (before: string, after: string) => {
    const { added, removed, changed } = await diffTexts('a.ts', before, after);
    return { added, removed, changed };
  };
  assert.deepEqual(await changed('a\nb\nc\n', 'a\nB\nc\n'), { added: 1, removed: 1, changed: 1 });
  assert.deepEqual(await changed('a\nc\n', 'a\nb\nc\n'), { added: 1, removed: 0, changed: 1 });
  assert.deepEqual(await changed('a\nb\nc\n', 'B\nb\n'), { added: 1, removed: 2, changed: 2 });
});
