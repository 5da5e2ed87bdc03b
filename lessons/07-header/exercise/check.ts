/** What readFrame of lesson 07 must do, and the mistakes that are known by what they do. */

import { cuts } from '../../course/cuts.ts';
import { defineExercise, type Trail } from '../../course/exercise.ts';
import {
  messageOf,
  takes,
  whyDifferent,
  whyNotLargest,
  whyNotOnlyTheFirst,
  whyNotPatient,
  whyRefused,
} from './diagnosis.ts';
import { EMPTY, encode, type Frame, header, LARGEST, MOST_BYTES, REPLY, type Student } from './frames.ts';
import { MISTAKES } from './mistakes.ts';

const READ = { en: 'readFrame', pt: 'readFrame' };
const ALL_SAID = ['bad magic', 'bad version', 'too long', 'bad checksum'];

/** Feeds the pieces as the lesson's decoder does, and takes every frame as soon as it is given. */
function readAll(student: Student, trail: Trail, pieces: readonly Buffer[]): Frame[] {
  const frames: Frame[] = [];
  let waiting = Buffer.alloc(0);
  const next = () => {
    const frame = trail.call(READ, waiting, () => student.readFrame(waiting), whyNotPatient);
    if (!frame) trail.compare(frame, undefined);
    return frame;
  };
  for (const piece of pieces) {
    waiting = Buffer.concat([waiting, piece]);
    for (let frame = next(); frame; frame = waiting.length > 0 ? next() : undefined) {
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
        const got = trail.call(READ, bytes, () => student.readFrame(bytes), whyNotLargest);
        trail.compare(got, LARGEST, whyNotLargest);
      },
    },
    {
      title: { en: 'the next frame follows', pt: 'o próximo quadro vem junto' },
      run(student, trail) {
        const bytes = Buffer.concat([encode(REPLY), encode(LARGEST)]);
        const got = trail.call(READ, bytes, () => student.readFrame(bytes), whyNotOnlyTheFirst);
        trail.compare(got, REPLY, whyNotOnlyTheFirst);
      },
    },
    {
      title: { en: 'three frames, cut in every way', pt: 'três quadros, cortados de todas as maneiras' },
      run(student, trail) {
        const frames = [REPLY, EMPTY, LARGEST];
        for (const { name, pieces } of cuts(Buffer.concat(frames.map((frame) => encode(frame))))) {
          trail.begin(name);
          const got = readAll(student, trail, pieces);
          const isShort = ({ payload }: Frame, index: number) =>
            payload.length < (frames[index]?.payload.length ?? 0);
          trail.compare(got, frames, () => (got.some(isShort) ? 'does-not-wait' : undefined));
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
