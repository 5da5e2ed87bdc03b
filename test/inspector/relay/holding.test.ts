/** Frames are held, and let go of in every way there is. Frames here are `3abc`: a digit, and so many characters. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReleaseAction } from '../../../inspector/relay/events.ts';
import { holdFrames, startWire, type Wire } from './wire.ts';

/** Sends frames and a FIN from the client (when the relay sees it is the system's choice), does `action` to the first that is held, releases the others, ends. */
async function fate(sent: string, action: ReleaseAction, wanted?: RegExp) {
  const wire = await startWire();
  wire.relay.hold(holdFrames(wanted));
  const { client, server } = await wire.pair();
  client.socket.end(sent);
  const first = await wire.event('held');
  assert.ok(wire.relay.release(first.frame, action));
  for (let nth = 2; !server.ended; nth += 1) {
    const held = await Promise.race([wire.event('held', nth), server.ending()]);
    if (typeof held !== 'string') wire.relay.release(held.frame);
  }
  return {
    received: server.text,
    released: wire.of('released'),
    transcript: wire.transcript.filter((said) => said !== 'fin client'),
  };
}

describe('the relay, holding', () => {
  it('keeps a wanted frame until it is released', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames(/abc/));
    const { client, server } = await wire.pair();
    client.write('1x3abc1y');
    const held = await wire.event('held');
    assert.equal(held.bytes.toString(), '3abc');
    assert.equal(held.offset, 2);
    assert.equal(await server.has('1x'), '1x');
    assert.equal(wire.relay.release(held.frame), true);
    assert.equal(await server.has('1x3abc1y'), '1x3abc1y');
    assert.equal(wire.relay.release(held.frame), false);
    assert.deepEqual(wire.transcript, ['opened', 'held client 1 3abc', 'released client 1 [3abc]']);
  });

  it('holds one frame of a direction after the other', async () => {
    const { received, transcript } = await fate('1a1b1c', { how: 'released' });
    assert.equal(received, '1a1b1c');
    assert.deepEqual(transcript.slice(1), [
      'held client 1 1a',
      'released client 1 [1a]',
      'held client 2 1b',
      'released client 2 [1b]',
      'held client 3 1c',
      'released client 3 [1c]',
    ]);
  });

  it('drops', async () => {
    const { received, released } = await fate('1a1b', { how: 'dropped' });
    assert.equal(received, '1b');
    assert.deepEqual(released[0]?.writes, []);
    assert.equal(released[0]?.length, 2);
  });

  it('sends twice, in two writes', async () => {
    const { received, transcript } = await fate('1a1b', { how: 'doubled' });
    assert.equal(received, '1a1a1b');
    assert.equal(transcript[2], 'doubled client 1 [1a|1a]');
  });

  it('edits', async () => {
    const { received, transcript } = await fate('1a1b', { how: 'edited', bytes: Buffer.from('5other') });
    assert.equal(received, '5other1b');
    assert.equal(transcript[2], 'edited client 1 [5other]');
  });

  it('edits to nothing', async () => {
    const { received, transcript } = await fate('1a1b', { how: 'edited', bytes: Buffer.alloc(0) });
    assert.equal(received, '1b');
    assert.equal(transcript[2], 'edited client 1 []');
  });

  it('splits at the given sizes; the rest is a write of its own', async () => {
    const { received, transcript } = await fate('5abcde1z', { how: 'split', sizes: [1, 2], pauseMs: 1 });
    assert.equal(received, '5abcde1z');
    assert.equal(transcript[2], 'split client 1 [5|ab|cde]');
  });

  it('splits byte by byte, without a pause', async () => {
    const sizes = [1, 1, 1, 1, 1, 1];
    const { received, transcript } = await fate('5abcde1z', { how: 'split', sizes, pauseMs: 0 });
    assert.equal(received, '5abcde1z');
    assert.equal(transcript[2], 'split client 1 [5|a|b|c|d|e]');
  });

  it('does not split beyond the frame', async () => {
    const { transcript } = await fate('1a1b', { how: 'split', sizes: [0, 1, 99, 5], pauseMs: 0 });
    assert.equal(transcript[2], 'split client 1 [1|a]');
  });

  it('pauses between the writes of a split, while nothing of that direction overtakes', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames(/abc/));
    const { client, server } = await wire.pair();
    client.write('3abc1z');
    const { frame } = await wire.event('held');
    wire.relay.release(frame, { how: 'split', sizes: [2], pauseMs: 3_600_000 });
    assert.equal(await server.has('3a'), '3a');
    server.write('1x');
    assert.equal(await client.has('1x'), '1x', 'the other direction goes on');
    wire.relay.releaseAll();
    assert.equal(await server.has('3abc1z'), '3abc1z', 'and releasing all ends the pause');
    assert.equal(wire.transcript.at(-1), 'split client 1 [3a|bc]');
  });

  it('joins a frame with the next that is held', async () => {
    const { received, released, transcript } = await fate('1a1b1c', { how: 'joined' });
    assert.equal(received, '1a1b1c');
    assert.deepEqual(transcript.slice(1, 5), [
      'held client 1 1a',
      'held client 2 1b',
      'joined client 1 []',
      'released client 2 [1a1b]',
    ]);
    assert.deepEqual(
      released.map(({ offset, length }) => [offset, length]),
      [
        [0, 2],
        [2, 2],
        [4, 2],
      ],
    );
  });

  it('joins a frame with the next that only passes', async () => {
    const { received, released, transcript } = await fate('1a1b', { how: 'joined' }, /a/);
    assert.equal(received, '1a1b');
    assert.equal(transcript[2], 'joined client 1 [1a1b]');
    assert.equal(released[0]?.length, 4);
  });

  it('joins a frame with one that is still to come', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames(/a/));
    const { client, server } = await wire.pair();
    client.write('1a');
    const { frame } = await wire.event('held');
    wire.relay.release(frame, { how: 'joined' });
    assert.deepEqual(wire.of('released'), []);
    client.write('1b');
    assert.equal(await server.has('1a1b'), '1a1b');
    assert.deepEqual(wire.transcript.slice(1), ['held client 1 1a', 'joined client 1 [1a1b]']);
  });

  it('sends a joined frame alone when nothing follows it', async () => {
    const { received, transcript } = await fate('1a', { how: 'joined' });
    assert.equal(received, '1a');
    assert.deepEqual(transcript.slice(1), ['held client 1 1a', 'released client 1 [1a]']);
  });

  it('holds the other direction and other connections apart', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames(/h/));
    const one = await wire.pair();
    const two = await wire.pair();
    one.client.write('1h');
    await wire.event('held');
    one.server.write('1s');
    assert.equal(await one.client.has('1s'), '1s');
    two.client.write('1c');
    assert.equal(await two.server.has('1c'), '1c');
    one.server.write('1h');
    assert.equal((await wire.event('held', 2)).from, 'server');
    wire.relay.release(2);
    assert.equal(await one.client.has('1s1h'), '1s1h');
    assert.equal(one.server.text, '');
  });

  it('releases all that has come, in order, with the rest of a frame that has begun, and goes on holding', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.write('1a1b3cd'); // the last one is incomplete
    await wire.event('held');
    wire.relay.releaseAll();
    assert.equal(await server.has('1a1b3cd'), '1a1b3cd');
    client.write('e1f');
    const held = await wire.event('held', 2);
    assert.equal(held.bytes.toString(), '1f');
    assert.equal(await server.has('1a1b3cde'), '1a1b3cde');
    wire.relay.release(held.frame);
    assert.equal(await server.has('1a1b3cde1f'), '1a1b3cde1f');
  });

  it('releases bytes of which nobody knows yet what they are', async () => {
    const wire = await startWire();
    const rule = holdFrames();
    wire.relay.hold({
      ...rule,
      measure: (bytes, from, connection, ended, offset) =>
        bytes.length < 3 ? undefined : rule.measure(bytes, from, connection, ended, offset),
    });
    const { client, server } = await wire.pair();
    client.write('3a');
    await wire.event('read');
    wire.relay.releaseAll();
    assert.equal(await server.has('3a'), '3a');
  });

  it('asks a new rule about what waits already', async () => {
    const wire = await startWire();
    wire.relay.hold({ ...holdFrames(), measure: () => undefined });
    const { client } = await wire.pair();
    client.write('1a');
    await wire.event('read');
    wire.relay.hold(holdFrames());
    assert.equal((await wire.event('held')).bytes.toString(), '1a');
  });

  it('leaves a client unread while the target is still being reached, whatever it is told', async () => {
    const hold = () => wire.relay.hold(holdFrames(/b/));
    const wire: Wire = await startWire({ onEvent: ({ kind }) => kind === 'opened' && hold() }, 'localhost');
    const client = await wire.client();
    client.socket.end('1a1b');
    const server = await wire.server();
    assert.equal(await server.has('1a'), '1a');
    wire.relay.hold(undefined);
    assert.equal(await server.ending(), '1a1b FIN');
  });

  it('asks again when only what the other side says tells where a frame ends', async () => {
    const wire = await startWire();
    let told = false;
    wire.relay.hold({
      measure: (bytes, from) => {
        told ||= from === 'server';
        return told ? bytes.length : undefined;
      },
      wants: (_frame, from) => from === 'client',
    });
    const { client, server } = await wire.pair();
    client.write('?');
    await wire.event('read');
    server.write('!');
    await client.has('!');
    assert.deepEqual(wire.transcript, ['opened', 'held client 1 ?']);
  });

  it('says of a frame that is joined, or goes piece by piece, how far it is', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.write('1a3bcd');
    wire.relay.release((await wire.event('held')).frame, { how: 'joined' });
    const { frame } = await wire.event('held', 2);
    wire.relay.release(frame, { how: 'split', sizes: [1, 1], pauseMs: 1 });
    assert.equal(await server.has('1a3bcd'), '1a3bcd');
    await wire.event('released', 2);
    const said = wire.of('ordered').map(({ frame, how, sent, of }) => [frame, how, sent, of]);
    assert.deepEqual(said, [
      [1, 'joined', 0, 1],
      [2, 'split', 1, 3],
      [2, 'split', 2, 3],
    ]);
  });

  it('lets a frame wait until it is whole', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames(/never/));
    const { client, server } = await wire.pair();
    client.write('1a3bc');
    assert.equal(await server.has('1a'), '1a');
    client.write('d');
    assert.equal(await server.has('1a3bcd'), '1a3bcd');
  });

  for (let at = 1; at < 9; at += 1) {
    it(`finds the frames when the stream is cut after ${at} bytes`, async () => {
      const wire = await startWire();
      wire.relay.hold(holdFrames(/b|c/));
      const { client, server } = await wire.pair();
      const sent = '1a3bbb2cc';
      client.write(sent.slice(0, at));
      await wire.event('read');
      client.socket.end(sent.slice(at));
      assert.equal((await wire.event('held', 1)).bytes.toString(), '3bbb');
      wire.relay.release(1);
      assert.equal((await wire.event('held', 2)).bytes.toString(), '2cc');
      wire.relay.release(2);
      assert.equal(await server.ending(), '1a3bbb2cc FIN');
    });
  }

  it('sends a held frame before its sender’s FIN', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.socket.end('1a');
    const { frame } = await wire.event('held');
    server.write('1s');
    wire.relay.release((await wire.event('held', 2)).frame);
    assert.equal(await client.has('1s'), '1s');
    assert.equal(server.ended, false);
    wire.relay.release(frame);
    assert.equal(await server.ending(), '1a FIN');
  });

  it('holds a last frame that only the FIN completes', async () => {
    const wire = await startWire();
    const whole = holdFrames();
    wire.relay.hold({
      ...whole,
      measure: (bytes, _from, _connection, ended) => (ended ? bytes.length : undefined),
    });
    const { client, server } = await wire.pair();
    client.socket.end('no digit');
    const held = await wire.event('held');
    assert.equal(held.bytes.toString(), 'no digit');
    wire.relay.release(held.frame);
    assert.equal(await server.ending(), 'no digit FIN');
  });

  it('passes a last frame that never became whole', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.socket.end('9abc');
    assert.equal(await server.ending(), '9abc FIN');
  });

  it('sends a held frame before its sender’s RST', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.write('1a');
    const { frame } = await wire.event('held');
    client.socket.resetAndDestroy();
    await client.whenClosed();
    wire.relay.release(frame);
    assert.match(await server.ending(), /^1a (ECONNRESET|EPIPE)$/);
    await wire.event('closed');
    assert.match(wire.transcript.join(), /released client 1 \[1a\]/);
    assert.match(wire.transcript.join(), /reset client (ECONNRESET|EPIPE)/);
  });

  it('sends it even when the death was found out while it was held', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames(/a/));
    const { client, server } = await wire.pair();
    client.write('1a');
    const { frame } = await wire.event('held');
    client.socket.resetAndDestroy();
    await client.whenClosed();
    const babble = setInterval(() => server.write('1s'), 1);
    await wire.event('reset');
    clearInterval(babble);
    assert.equal(server.closed, false);
    wire.relay.release(frame);
    assert.match(await server.ending(), /^1a (ECONNRESET|EPIPE)$/);
  });

  it('says that held frames and what waits behind them are lost when their receiver has died', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.write('1a1b1c2d');
    wire.relay.release((await wire.event('held')).frame, { how: 'joined' });
    await wire.event('held', 2);
    server.socket.resetAndDestroy();
    assert.equal(await client.ending(), 'ECONNRESET');
    await wire.event('closed');
    assert.deepEqual(wire.transcript.slice(1), [
      'held client 1 1a',
      'held client 2 1b',
      'reset server ECONNRESET',
      'lost client 1 []',
      'lost client 2 []',
      'lost client 4+4',
      'closed',
    ]);
    assert.equal(wire.relay.release(2), false);
  });

  it('lets go of everything in order when holding is switched off', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.write('1a1b1c9incomp');
    await wire.event('held');
    wire.relay.hold(undefined);
    assert.equal(await server.has('1a1b1c9incomp'), '1a1b1c9incomp');
    client.write('anything');
    assert.equal(await server.has('1a1b1c9incompanything'), '1a1b1c9incompanything');
    assert.deepEqual(wire.transcript, ['opened', 'held client 1 1a', 'released client 1 [1a]']);
  });

  it('lets go of everything in order when it stops', async () => {
    const wire = await startWire();
    wire.relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.write('1a1b');
    server.write('1s1t');
    await wire.event('held', 2);
    const stopped = wire.relay.stop();
    assert.equal(await server.ending(), '1a1b FIN');
    assert.equal(await client.ending(), '1s1t FIN');
    server.socket.end();
    client.socket.end();
    await stopped;
    assert.equal(wire.of('released').length, 2);
    assert.equal(wire.transcript.at(-1), 'closed');
  });

  it('may be told what to do from inside an event', async () => {
    const wire = await startWire();
    const { relay, events } = wire;
    const push = events.push.bind(events);
    events.push = (event) => {
      const length = push(event);
      if (event.kind === 'held') relay.release(event.frame, { how: 'doubled' });
      return length;
    };
    relay.hold(holdFrames());
    const { client, server } = await wire.pair();
    client.socket.end('1a1b');
    assert.equal(await server.ending(), '1a1a1b1b FIN');
  });

  it('tells the rule where in the stream it is asked', async () => {
    const wire = await startWire();
    const { client, server } = await wire.pair();
    client.write('6abc'); // half of a frame passes before holding is on
    await server.has('6abc');
    const rule = holdFrames();
    wire.relay.hold({
      measure: (bytes, from, connection, ended, offset) =>
        offset === 4 ? 3 : rule.measure(bytes, from, connection, ended, offset),
      wants: (_frame, _from, _connection, offset) => offset !== 4,
    });
    client.write('def1x');
    const held = await wire.event('held');
    assert.equal(held.bytes.toString(), '1x');
    assert.equal(held.offset, 7);
    assert.equal(await server.has('6abcdef'), '6abcdef');
  });

  it('passes everything when the rule throws, and reports it', async () => {
    const errors: unknown[] = [];
    const wire = await startWire({ onError: (error) => errors.push(error) });
    wire.relay.hold({
      measure: () => {
        throw new Error('a broken dissector');
      },
      wants: () => true,
    });
    const { client, server } = await wire.pair();
    client.socket.end('1a1b');
    assert.equal(await server.ending(), '1a1b FIN');
    assert.equal(errors.length, 1);
  });
});
