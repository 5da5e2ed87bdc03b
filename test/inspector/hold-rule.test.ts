/** What the relay is told to hold: frames as the store has cut them, whenever holding began and whatever was forgotten. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, it } from 'node:test';
import { holdRule } from '../../inspector/hold-rule.ts';
import { request, Scene } from './scene.ts';

const [one, two, three] = [request(1, 'HORA'), request(2, 'LISTAR'), request(3, 'ARQUIVO', 'file1.txt')];
const NOTHING = Buffer.alloc(0);

function asked(scene: Scene, text = '') {
  const rule = holdRule(scene.store, text);
  return {
    measure: (offset: number, ended = false) => rule.measure(NOTHING, 'client', 1, ended, offset),
    wants: (offset: number) => rule.wants(NOTHING, 'client', 1, offset),
  };
}

describe('the rule of what is held', () => {
  it('measures each frame of a read, and one that is still coming', () => {
    const scene = new Scene().opened().read('client', Buffer.concat([one, two, three.subarray(0, 20)]));
    const { measure } = asked(scene);
    const sizes = [0, one.length, one.length + two.length].map((offset) => measure(offset));
    assert.deepEqual(sizes, [one.length, two.length, three.length]);
  });

  it('waits while nobody knows how long a frame is', () => {
    const { measure } = asked(new Scene().opened().read('client', one.subarray(0, 5)));
    assert.equal(measure(0), undefined);
  });

  it('counts the rest of a frame when holding begins inside it, come or still coming', () => {
    const coming = new Scene().opened().read('client', one.subarray(0, 20));
    assert.equal(asked(coming).measure(10), one.length - 10);
    assert.equal(asked(coming.read('client', one.subarray(20))).measure(10), one.length - 10);
    assert.equal(asked(coming).wants(10), false);
  });

  it('lets pass what has been cleared away, up to the next frame that is kept', () => {
    const scene = new Scene().opened().read('client', Buffer.concat([one, two]));
    scene.store.clear();
    assert.equal(asked(scene).measure(one.length), two.length);
    scene.read('client', three);
    assert.equal(asked(scene).measure(0), one.length + two.length);
    assert.equal(asked(scene).wants(0), false);
    assert.equal(asked(scene).measure(one.length + two.length), three.length);
    assert.equal(asked(scene).wants(one.length + two.length), true);
  });

  it('wants what its filter lets through, everything when it cannot be read', () => {
    const scene = new Scene().opened().read('client', Buffer.concat([one, three]));
    const chosen = asked(scene, 'type:ARQUIVO');
    assert.deepEqual([chosen.wants(0), chosen.wants(one.length)], [false, true]);
    assert.equal(asked(scene, '((').wants(0), true);
    assert.equal(asked(scene).wants(1), false);
  });
});
