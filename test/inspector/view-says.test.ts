/** What the screen says in words is so. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { view } from '../../inspector/view.ts';
import { frames, Person, request, Scene } from './scene.ts';
import { textOf } from './screens.ts';

const DEMO = { kind: 'demo' } as const;
const RECORDING = { kind: 'recording' } as const;

function screen(person: Person): string {
  return view(person.state).map(textOf).join('\n');
}

describe('a list that was cleared', () => {
  it('waits for no client while one is connected', () => {
    const person = new Person(frames(2)).press('C');
    assert.doesNotMatch(screen(person), /Waiting for a client/);
    assert.match(screen(person), /Cleared\. The next row is number 1\./);
  });

  it('says so in Portuguese too', () => {
    const person = new Person(frames(2), { language: 'pt' }).press('C');
    assert.match(screen(person), /Lista limpa\. A próxima linha é a 1\./);
  });

  it('waits for a client when all of them have gone', () => {
    const person = new Person(frames(2).fin('client').fin('server').closed()).press('C');
    assert.match(screen(person), /Waiting for a client/);
  });

  for (const source of [DEMO, RECORDING])
    it(`does not deny what happened before: ${source.kind}`, () => {
      const ended = frames(2).fin('client').fin('server').closed();
      const person = new Person(ended, { source }).press('C');
      assert.doesNotMatch(screen(person), /begins in a moment|Nothing has happened/);
      assert.match(screen(person), /Cleared/);
    });
});

describe('a frame that was dropped', () => {
  const dropped = () =>
    new Person(new Scene().opened().held('client', request(1, 'HORA')).released(1, 'dropped', []));

  it('has an arrow that does not arrive', () => {
    assert.match(screen(dropped()), /C ─× .* × dropped · HORA/);
  });

  it('is told apart from one that was changed by the help', () => {
    assert.match(screen(dropped().press('?')), /× dropped or lost/);
  });
});
