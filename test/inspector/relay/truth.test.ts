/**
 * What the events say is what the receiver got: whoever shows a stream replaces each stretch of it that a `released`
 * event stands for by the writes of that event. Frames here are `3abc`: a digit, and so many characters.
 */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { it } from 'node:test';
import fc from 'fast-check';
import type { ReleaseAction, Released } from '../../../inspector/relay/events.ts';
import { holdFrames, startWire, type Wire } from './wire.ts';

const frame = fc.stringMatching(/^[a-z]{0,9}$/).map((text) => `${text.length}${text}`);
const action = fc.oneof(
  fc.constantFrom<ReleaseAction[]>(
    { how: 'released' },
    { how: 'dropped' },
    { how: 'doubled' },
    { how: 'joined' },
  ),
  frame.map((text): ReleaseAction => ({ how: 'edited', bytes: Buffer.from(text) })),
  fc
    .array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 })
    .map((sizes): ReleaseAction => ({ how: 'split', sizes, pauseMs: 0 })),
);

/** One after the other, each held frame gets the next action; when they run out, all that comes passes. */
async function letGoOfEach(wire: Wire, actions: readonly ReleaseAction[]): Promise<void> {
  for (const [index, chosen] of actions.entries()) {
    const held = await Promise.race([wire.event('held', index + 1), wire.event('closed')]);
    if (held.kind === 'held') assert.ok(wire.relay.release(held.frame, chosen));
  }
  wire.relay.hold(undefined);
}

function asTold(sent: string, releases: readonly Released[]): string {
  let told = '';
  let done = 0;
  for (const { offset, length, writes } of releases) {
    told += sent.slice(done, offset) + writes.join('');
    done = offset + length;
  }
  return told + sent.slice(done);
}

it('what the events say is what arrives, whatever is done to each frame and however the sender cuts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(frame, { minLength: 1, maxLength: 8 }),
      fc.array(action, { maxLength: 8 }),
      fc.constantFrom(1, 3, 1_000),
      async (frames, actions, size) => {
        const wire = await startWire();
        wire.relay.hold(holdFrames(/[a-m]/));
        const { client, server } = await wire.pair();
        const sent = frames.join('');
        for (let start = 0; start < sent.length; start += size) client.write(sent.slice(start, start + size));
        client.socket.end();
        server.socket.end();
        await letGoOfEach(wire, actions);
        await server.ending();
        assert.equal(server.text, asTold(sent, wire.of('released')));
        await wire.tearDown();
      },
    ),
    { numRuns: 60 },
  );
});
