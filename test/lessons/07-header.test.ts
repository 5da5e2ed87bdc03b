/**
 * The frames of lesson 07 are those of protocol/, byte for byte, and its exercise judges as PROTOCOL.md says.
 *
 * Random tests print their seed; SEED=… in the environment repeats a run.
 */

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { readFrame } from '../../lessons/07-header/exercise/solution.ts';
import { encodeMessage, type Message, MessageDecoder } from '../../lessons/07-header/framing.ts';
import { answer, encodeRequest } from '../../lessons/07-header/request.ts';
import { cuts, randomFrom } from '../../lessons/course/cuts.ts';
import { FrameDecoder } from '../../protocol/decoder.ts';
import { encodeFrame, type Frame, FrameType, HEADER_BYTES, MAX_PAYLOAD_BYTES } from '../../protocol/frame.ts';
import { brokenExamples, frameExamples } from '../protocol/protocol-md.ts';

const SEED = Number(process.env.SEED ?? randomInt(2 ** 31));

/** Of each size that has an edge, and some of none. */
function randomMessages(seed: number): Message[] {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const sizes = [0, 1, 2, 15, 16, 17, below(64), below(64), below(64)];
  return sizes.map((size) => ({
    type: below(256),
    id: below(2 ** 32),
    payload: Buffer.from(Array.from({ length: size }, () => below(256))),
  }));
}

function decodeHere(pieces: readonly Buffer[]): Message[] {
  const decoder = new MessageDecoder();
  const messages = pieces.flatMap((piece) => [...decoder.push(piece)]);
  assert.ok(decoder.isEmpty, 'the stream ended inside a message');
  return messages;
}

function decodeThere(pieces: readonly Buffer[]): Frame[] {
  const decoder = new FrameDecoder();
  const frames = pieces.flatMap((piece) => [...decoder.decode(piece)]);
  decoder.end();
  return frames;
}

test(`random messages are encoded to the same bytes as protocol/ does (seed ${SEED})`, () => {
  for (const message of randomMessages(SEED))
    assert.deepEqual(encodeMessage(message), encodeFrame(message), JSON.stringify(message));
});

test(`each decoder takes the frames of the other, however they are cut (seed ${SEED})`, () => {
  const messages = randomMessages(SEED);
  const ours = Buffer.concat(messages.map(encodeMessage));
  const theirs = Buffer.concat(messages.map(encodeFrame));
  for (const { name, pieces } of cuts(theirs, SEED)) assert.deepEqual(decodeHere(pieces), messages, name.en);
  for (const { name, pieces } of cuts(ours, SEED)) assert.deepEqual(decodeThere(pieces), messages, name.en);
});

test('the longest payload is the same in both, and one byte more is refused by both', () => {
  const longest = { type: FrameType.CHUNK, id: 1, payload: Buffer.alloc(MAX_PAYLOAD_BYTES, 0x5a) };
  assert.deepEqual(encodeMessage(longest), encodeFrame(longest));
  assert.deepEqual(decodeHere([encodeFrame(longest)]), [longest]);
  const tooLong = encodeMessage({ ...longest, payload: Buffer.alloc(MAX_PAYLOAD_BYTES + 1) });
  assert.throws(() => decodeHere([tooLong]), /65537 bytes, more than 65536/);
  assert.throws(() => decodeThere([tooLong]), { code: 'too-long' });
});

for (const { caption, typeName, id, payload, bytes } of frameExamples)
  test(`PROTOCOL.md's ${caption.slice(0, 60)} is encoded and decoded here`, () => {
    const message = { type: FrameType[typeName as keyof typeof FrameType], id, payload };
    assert.deepEqual(encodeMessage(message), bytes);
    for (const { name, pieces } of cuts(bytes, SEED))
      assert.deepEqual(decodeHere(pieces), [message], name.en);
  });

test("a typed line becomes PROTOCOL.md's request, and its answer a REPLY or an ERROR with its id", () => {
  const requests = frameExamples.filter(({ typeName }) => typeName === 'REQUEST');
  assert.ok(requests.length > 0);
  for (const { id, payload, bytes } of requests) {
    const [command, argument] = JSON.parse(String(payload)) as [string, string | null];
    const request = encodeRequest(id, argument === null ? command : `${command} ${argument}`);
    assert.deepEqual(encodeMessage(request), bytes);
    assert.equal(answer(request).type, FrameType.REPLY);
    assert.equal(answer(request).id, id);
    const damaged = answer({ ...request, payload: Buffer.from('[') });
    assert.deepEqual([damaged.type, damaged.id], [FrameType.ERROR, id]);
  }
});

/** What the lesson calls PROTOCOL.md's `bad-magic`. */
function inWords(code: string): string {
  return code.replaceAll('-', ' ');
}

const headersThatAreBroken = brokenExamples.filter(
  ({ code, bytes }) => code !== 'truncated' && bytes.length >= HEADER_BYTES,
);

for (const { code, caption, bytes } of headersThatAreBroken)
  test(`a whole header is refused as in PROTOCOL.md: ${caption}, ${bytes.toString('latin1', 0, 3)}`, () => {
    assert.throws(() => [...new MessageDecoder().push(bytes)], { message: inWords(code) });
  });

for (const { code, caption, after, bytes } of brokenExamples)
  test(`the exercise's solution judges when PROTOCOL.md does: ${caption}, ${bytes.toString('hex')}`, () => {
    for (let have = 0; have < after; have += 1)
      assert.equal(readFrame(bytes.subarray(0, have)), undefined, `after ${have} bytes`);
    const read = () => readFrame(bytes.subarray(0, after));
    if (code === 'truncated') assert.equal(read(), undefined);
    else assert.throws(read, { message: inWords(code) });
  });

test('no bit of a frame can be turned over unseen', () => {
  const good = encodeMessage(encodeRequest(258, 'HORA'));
  for (let bit = 0; bit < good.length * 8; bit += 1) {
    const damaged = Buffer.from(good);
    damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    assert.throws(() => decodeHere([damaged, good]), `bit ${bit & 7} of byte ${bit >> 3}`);
  }
});
