/** What readFrame of lesson 07 must do, and the mistakes that are known by what they do. */

import { crc32 } from 'node:zlib';
import { cuts } from '../../course/cuts.ts';
import { defineExercise, type Trail } from '../../course/exercise.ts';
import { MISTAKES } from './mistakes.ts';

interface Frame {
  readonly type: number;
  readonly id: number;
  readonly payload: Buffer;
}

interface Student {
  readFrame(bytes: Buffer): Frame | undefined;
}

const READ = { en: 'readFrame', pt: 'readFrame' };
/** Its checksum is 23 ed 3a 8e: a number with a sign would be the same. Its id is not its own mirror image. */
const REPLY: Frame = { type: 2, id: 258, payload: Buffer.from('"HORA"') };
/** Its checksum is a4 3a cd a6: a number with a sign would be negative. */
const LARGEST: Frame = { type: 2, id: 0xffff_ffff, payload: Buffer.from('"Adeus!"') };
const EMPTY: Frame = { type: 7, id: 1, payload: Buffer.alloc(0) };
const ALL_SAID = ['bad magic', 'bad version', 'too long', 'bad checksum'];
const MOST_BYTES = 65_536;
const MORE_THAN_ANY_FRAME = 2 * MOST_BYTES;

/** What a header says in place of what is right. Its checksum is the one of what it says. */
interface Lies {
  readonly magic?: string;
  readonly version?: number;
  readonly length?: number;
}

/** A header as the course writes it: written out here, so that a check does not lean on what it checks. */
function header({ type, id, payload }: Frame, lies: Lies = {}): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.write(lies.magic ?? 'EC');
  bytes.set([lies.version ?? 1, type], 2);
  bytes.writeUInt32BE(id, 4);
  bytes.writeUInt32BE(lies.length ?? payload.length, 8);
  bytes.writeUInt32BE(crc32(payload, crc32(bytes.subarray(0, 12))), 12);
  return bytes;
}

function encode(frame: Frame, lies?: Lies): Buffer {
  return Buffer.concat([header(frame, lies), frame.payload]);
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function takes({ readFrame }: Student, bytes: Buffer): boolean {
  try {
    return readFrame(bytes) !== undefined;
  } catch {
    return false;
  }
}

function withChecksum(bytes: Buffer, checksum: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 12), checksum, bytes.subarray(16)]);
}

/** Takes what has its length, its checksum, or both written from the little end. */
function readsBackwards(student: Student): boolean {
  const good = encode(REPLY);
  const swapped = encode(REPLY, { length: REPLY.payload.length << 24 });
  const mirrored = (bytes: Buffer) => withChecksum(bytes, Buffer.from(bytes.subarray(12, 16)).reverse());
  return [swapped, mirrored(good), mirrored(swapped)].some((bytes) => takes(student, bytes));
}

function readsPayloadOnly(student: Student): boolean {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(REPLY.payload));
  return takes(student, withChecksum(encode(REPLY), checksum));
}

/** What may be wrong when the first frame, whole and good, is refused. */
function whyRefused(student: Student, thrown: unknown): string | undefined {
  if (readsBackwards(student)) return 'little-endian';
  if (readsPayloadOnly(student)) return 'payload-only';
  return messageOf(thrown) === 'bad checksum' ? 'own-bytes' : 'wrong-offset';
}

/** What may be wrong when something else is made of it. */
function whyDifferent({ readFrame }: Student, got: unknown): string | undefined {
  if (got !== undefined) return (got as Frame).id === 0x0201_0000 ? 'little-endian' : 'wrong-offset';
  const endless = Buffer.concat([encode(REPLY), Buffer.alloc(MORE_THAN_ANY_FRAME)]);
  try {
    return readFrame(endless) === undefined ? undefined : 'wrong-offset';
  } catch {
    return 'wrong-offset';
  }
}

/** When fewer bytes have come than the frame has. */
function whyNotPatient(thrown: unknown): string | undefined {
  if (thrown instanceof RangeError) return 'reads-too-early';
  return messageOf(thrown) === 'bad magic' ? 'half-a-magic' : 'does-not-wait';
}

/** Feeds the pieces as the lesson's decoder does, and takes every frame as soon as it is given. */
function readAll(student: Student, trail: Trail, pieces: readonly Buffer[]): Frame[] {
  const frames: Frame[] = [];
  let waiting = Buffer.alloc(0);
  const next = () => {
    if (waiting.length === 0) return undefined;
    return trail.call(READ, waiting, () => student.readFrame(waiting), whyNotPatient);
  };
  for (const piece of pieces) {
    waiting = Buffer.concat([waiting, piece]);
    for (let frame = next(); frame; frame = next()) {
      frames.push(frame);
      waiting = waiting.subarray(16 + frame.payload.length);
    }
  }
  return frames;
}

/** `bytes` must be refused with an Error that says `says`. The mistakes: to take them; to say something else. */
function refuses(
  student: Student,
  trail: Trail,
  bytes: Buffer,
  says: string,
  taken: string,
  misjudged = 'wrong-order',
): void {
  const what = { en: `readFrame must say '${says}'`, pt: `readFrame tem que dizer '${says}'` };
  const read = () => student.readFrame(bytes);
  const thrown = trail.refuses(what, bytes, read, () => taken);
  if (thrown instanceof RangeError) trail.fail('reads-too-early');
  if (messageOf(thrown) !== says && ALL_SAID.includes(messageOf(thrown))) trail.fail(misjudged);
  trail.compare(messageOf(thrown), says);
}

export const exercise = defineExercise<Student>({
  exports: ['readFrame'],
  mistakes: MISTAKES,
  checks: [
    {
      title: { en: 'one whole frame', pt: 'um quadro inteiro' },
      run(student, trail) {
        const bytes = encode(REPLY);
        const explain = (thrown: unknown) => whyRefused(student, thrown);
        const got = trail.call(READ, bytes, () => student.readFrame(bytes), explain);
        trail.compare(got, REPLY, () => whyDifferent(student, got));
      },
    },
    {
      title: { en: 'the largest id, and a large checksum', pt: 'o maior id, e um checksum grande' },
      run(student, trail) {
        const bytes = encode(LARGEST);
        const got = trail.call(
          READ,
          bytes,
          () => student.readFrame(bytes),
          () => 'signed',
        );
        trail.compare(got, LARGEST, () => 'signed');
      },
    },
    {
      title: { en: 'the next frame follows', pt: 'o próximo quadro vem junto' },
      run(student, trail) {
        const bytes = Buffer.concat([encode(REPLY), encode(LARGEST)]);
        const explain = () => 'takes-the-rest';
        const got = trail.call(READ, bytes, () => student.readFrame(bytes), explain);
        trail.compare(got, REPLY, explain);
      },
    },
    {
      title: { en: 'three frames, cut in every way', pt: 'três quadros, cortados de todas as maneiras' },
      run(student, trail) {
        const frames = [REPLY, EMPTY, LARGEST];
        for (const { name, pieces } of cuts(Buffer.concat(frames.map((frame) => encode(frame))))) {
          trail.begin(name);
          trail.compare(readAll(student, trail, pieces), frames, () => 'does-not-wait');
        }
      },
    },
    {
      title: { en: 'somebody who does not speak EC', pt: 'alguém que não fala EC' },
      run(student, trail) {
        refuses(student, trail, encode(REPLY, { magic: 'ED' }), 'bad magic', 'ignores-magic');
        refuses(student, trail, Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'bad magic', 'wrong-order');
        refuses(student, trail, Buffer.from('o'), 'bad magic', 'waits-for-header');
        refuses(student, trail, Buffer.from('EH'), 'bad magic', 'waits-for-header');
      },
    },
    {
      title: { en: 'a frame of version 2', pt: 'um quadro da versão 2' },
      run(student, trail) {
        const bytes = encode(REPLY, { version: 2 });
        refuses(student, trail, bytes, 'bad version', 'ignores-version');
        refuses(student, trail, bytes.subarray(0, 3), 'bad version', 'waits-for-header');
        refuses(
          student,
          trail,
          header(REPLY, { version: 2, length: MOST_BYTES + 1 }),
          'bad version',
          'wrong-order',
        );
      },
    },
    {
      title: { en: 'a length of 65,537', pt: 'um tamanho de 65.537' },
      run(student, trail) {
        const bytes = header(EMPTY, { length: MOST_BYTES + 1 });
        refuses(student, trail, bytes, 'too long', 'late-length');
        refuses(student, trail, bytes.subarray(0, 12), 'too long', 'waits-for-header');
        refuses(student, trail, header(EMPTY, { length: 0xffff_ffff }), 'too long', 'signed', 'signed');
      },
    },
    {
      title: { en: 'the longest payload is taken', pt: 'o conteúdo mais longo é aceito' },
      run(student, trail) {
        const longest: Frame = { type: 5, id: 1, payload: Buffer.alloc(MOST_BYTES, 'x') };
        const got = trail.call(READ, encode(longest), () => student.readFrame(encode(longest)));
        trail.compare(got, longest);
      },
    },
    {
      title: { en: 'each bit turned over, one at a time', pt: 'cada bit virado, um por vez' },
      run(student, trail) {
        for (let bit = 0; bit < encode(REPLY).length * 8; bit += 1) {
          trail.begin({ en: `bit ${bit & 7} of byte ${bit >> 3}`, pt: `bit ${bit & 7} do byte ${bit >> 3}` });
          const damaged = encode(REPLY);
          damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
          trail.note(READ, damaged);
          if (takes(student, damaged)) trail.fail('ignores-checksum');
        }
      },
    },
  ],
});
