/** The walk through a lesson, with a person at a real terminal and without one. */

import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { openTmux, WITHOUT_TMUX } from '../tmux.ts';
import { courseWithLesson } from './course.ts';

const WALKED = '05-length-prefix';

describe('at a terminal', { skip: WITHOUT_TMUX }, () => {
  async function startWalk(t: TestContext, rows = 50) {
    const course = courseWithLesson(t);
    const folder = dirname(course.lessons);
    const terminal = await openTmux(t, { columns: 80, rows });
    const command = `(cd ${folder} && ${process.execPath} --import tsx lessons/index.ts run 05 --lang en)`;
    await terminal.type(command, 'Enter');
    return { course, terminal, command };
  }

  it('asks for a guess, runs the step, and says what it was', async (t) => {
    const { terminal } = await startWalk(t);
    await terminal.shows(/Your guess \(a b c\)/);
    await terminal.type('a', 'Enter');
    const shown = await terminal.shows(/Enter next/);
    assert.match(shown, /server {3}message 'Minha terra tem palmeiras'/);
    assert.match(shown, /You guessed a; the answer is b\./);
    assert.match(shown, /Answer: b\./);
  });

  it('a guess can be changed until Enter', async (t) => {
    const { terminal } = await startWalk(t);
    await terminal.shows(/Your guess \(a b c\)/);
    await terminal.type('a', 'b', 'Enter');
    await terminal.shows(/You guessed b, and so it was\./);
  });

  it('waits before it explains what would push the run off a small screen', async (t) => {
    const { terminal } = await startWalk(t, 16);
    await terminal.shows(/Your guess \(a b c\)/);
    await terminal.type('b', 'Enter');
    const shown = await terminal.shows(/Enter: why\?/);
    assert.doesNotMatch(shown, /Answer/);
    await terminal.type('Enter');
    await terminal.shows(/Answer: b\.(.|\n)*Enter next/);
  });

  it('goes on, back and over a step again, and comes back to where it was left', async (t) => {
    const { course, terminal, command } = await startWalk(t);
    await terminal.shows(/Your guess \(a b c\)/);
    await terminal.type('Enter');
    await terminal.shows(/Enter next/);
    await terminal.type('Enter');
    await terminal.shows(/step 2 of 7(.|\n)*Enter next/);
    await terminal.type('r');
    await terminal.shows(/step 2 of 7(.|\n)*step 2 of 7(.|\n)*Enter next/);
    await terminal.type('Left');
    await terminal.shows(/step 2 of 7(.|\n)*step 1 of 7(.|\n)*Your guess/);
    await terminal.type('Enter');
    await terminal.shows(/step 2 of 7(.|\n)*step 1 of 7(.|\n)*Enter next/);
    await terminal.type('Right');
    await terminal.shows(/step 1 of 7(.|\n)*step 1 of 7(.|\n)*step 2 of 7(.|\n)*Enter next/);
    await terminal.type('q');
    await terminal.shows(/To go on from here:\s+npx tsx lessons run 05/);
    assert.equal(course.progressNow().of(WALKED).step, 2);
    await terminal.type(command, 'Enter');
    await terminal.shows(/To go on(.|\n)*step 2 of 7(.|\n)*Enter next/);
  });

  it('q leaves also where a guess is asked for', async (t) => {
    const { terminal } = await startWalk(t);
    await terminal.shows(/Your guess \(a b c\)/);
    await terminal.type('q');
    await terminal.shows(/To go on from here/);
  });

  it('Ctrl-C leaves at once, in the middle of a question', async (t) => {
    const { terminal } = await startWalk(t);
    await terminal.shows(/Your guess \(a b c\)/);
    await terminal.type('C-c', 'c', 'Enter'); // what follows Ctrl-C answers nothing
    const left = await terminal.shows(/Your guess(.|\n)*\n\$ *\n*$/);
    assert.doesNotMatch(left, /04-lines\/server\.ts/);
    assert.match(left, /To go on from here:\n +npx tsx lessons run 05/);
    await terminal.type('echo code $?', 'Enter');
    await terminal.shows(/code 130/);
  });

  it('a letter that is no choice is no guess, and is said to be none', async (t) => {
    const { terminal } = await startWalk(t);
    await terminal.shows(/Your guess \(a b c\)/);
    await terminal.type('x');
    await terminal.shows(/then Enter: \?/);
    await terminal.type('a', 'Enter');
    await terminal.shows(/You guessed a/);
  });

  it('Ctrl-Z gives the terminal to the shell, and fg takes it back', async (t) => {
    const { terminal } = await startWalk(t);
    await terminal.shows(/Your guess \(a b c\)/);
    await terminal.type('C-z');
    await terminal.shows(/Stopped(.|\n)*\$ *\n*$/);
    await terminal.type('echo $((6 * 7))', 'Enter');
    await terminal.shows(/^42$/m);
    await terminal.type('fg', 'Enter');
    await terminal.shows(/^\(?.*fg\n/m);
    await terminal.type('a', 'Enter');
    await terminal.shows(/You guessed a/);
  });
});

it('without a terminal it runs through, and nothing is remembered', async (t) => {
  const course = courseWithLesson(t);
  const { code, stdout, stderr } = await course.run('run', '05', '--lang', 'pt');
  assert.equal(stderr, '');
  assert.equal(code, 0);
  assert.match(stdout, /passo 7 de 7/);
  assert.equal(course.progressNow().of(WALKED).step, 0);
});

it('--step begins there', async (t) => {
  const { stdout } = await courseWithLesson(t).run('run', '05', '--lang', 'en', '--step', '6');
  assert.doesNotMatch(stdout, /step 5 of 7/);
  assert.match(stdout, /step 6 of 7/);
});

it('a step that is not there is said, with how many there are', async (t) => {
  const { code, stderr } = await courseWithLesson(t).run('run', '05', '--lang', 'en', '--step', '9');
  assert.equal(code, 2);
  assert.match(stderr, /7 steps/);
});
