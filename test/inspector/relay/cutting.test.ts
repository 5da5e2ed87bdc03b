/** Where the relay cuts, and what it keeps meanwhile: pure parts, without sockets. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cut, LONGEST_HELD_BYTES, type Place } from '../../../inspector/relay/cut.ts';
import type { HoldRule } from '../../../inspector/relay/events.ts';
import { Waiting } from '../../../inspector/relay/waiting.ts';
import { holdFrames } from './wire.ts';

const PLACE: Place = { from: 'client', connection: 1, offset: 0, ended: false };

const CASES: readonly [string, string, boolean, { pass: number; hold: number; beyond: number }][] = [
  ['nothing', '', false, { pass: 0, hold: 0, beyond: 0 }],
  ['frames that nobody wants pass together', '1a2bb', false, { pass: 5, hold: 0, beyond: 0 }],
  ['those before a wanted one pass first', '1a2bb1h', false, { pass: 5, hold: 2, beyond: 0 }],
  ['a wanted one stops the stream', '1h1a1h', false, { pass: 0, hold: 2, beyond: 0 }],
  ['the start of a frame stays', '1a3h', false, { pass: 2, hold: 0, beyond: 0 }],
  ['after the end it passes, wanted or not', '1a3h', true, { pass: 4, hold: 0, beyond: 2 }],
];

describe('cut', () => {
  for (const [name, text, ended, expected] of CASES) {
    it(`${name}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(cut(Buffer.from(text), holdFrames(/h/), { ...PLACE, ended }), expected);
    });
  }

  it('does not wait for a frame beyond the limit, nor look into it', () => {
    const rule: HoldRule = { measure: () => LONGEST_HELD_BYTES + 1, wants: () => true };
    const { pass, hold, beyond } = cut(Buffer.alloc(10), rule, PLACE);
    assert.deepEqual({ pass, hold, beyond }, { pass: 10, hold: 0, beyond: LONGEST_HELD_BYTES - 9 });
  });

  it('does not gather bytes without end for a frame of unknown length', () => {
    const rule: HoldRule = { measure: () => undefined, wants: () => true };
    assert.equal(cut(Buffer.alloc(LONGEST_HELD_BYTES), rule, PLACE).pass, 0);
    assert.equal(cut(Buffer.alloc(LONGEST_HELD_BYTES + 1), rule, PLACE).pass, LONGEST_HELD_BYTES + 1);
  });

  for (const length of [0, -1, Number.NaN])
    it(`gets on when the rule measures ${length}`, () => {
      const rule: HoldRule = { measure: () => length, wants: () => false };
      assert.equal(cut(Buffer.alloc(10), rule, PLACE).pass, 10);
    });
});

describe('Waiting', () => {
  it('gives bytes back in order, whatever the sizes they came and go in', () => {
    const waiting = new Waiting();
    const sent = Buffer.from(Array.from({ length: 20_000 }, (_, index) => index % 251));
    const taken: Buffer[] = [];
    for (let start = 0, size = 1; start < sent.length; start += size, size = (size * 7) % 1013) {
      waiting.add(sent.subarray(start, start + size));
      taken.push(waiting.take(Math.floor(waiting.length / 2)));
    }
    taken.push(waiting.take(waiting.length));
    assert.ok(Buffer.concat(taken).equals(sent));
    assert.equal(waiting.length, 0);
  });

  it('gives copies: what was taken stays as it is', () => {
    const waiting = new Waiting();
    const lent = Buffer.from('first');
    waiting.add(lent);
    lent.fill('x');
    const taken = waiting.take(5);
    waiting.add(Buffer.from('other'));
    assert.equal(taken.toString(), 'first');
  });
});
