/**
 * Wrong answers that are one change away from the solution: each fails, and none is told a cause that is not its own.
 * Those that a message of their own explains are in the lessons' wrong/.
 */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type AnyExercise, judge } from '../../lessons/course/judge.ts';
import { type JudgeEvent, toVerdict, type Verdict } from '../../lessons/course/verdict.ts';
import { exerciseFile, WORKSHOP } from '../../lessons/course/workshop.ts';
import { temporaryFolder } from '../support.ts';

interface Variant {
  readonly slug: string;
  /** What stands in the solution, and what stands there instead. */
  readonly change: readonly [from: string, to: string];
  /** The mistake that it is told; undefined: expected and received, and no cause. */
  readonly mistake?: string;
  /** Found in what is told as the failure. */
  readonly told?: RegExp;
}

const RESULT = 'return { type: bytes.readUInt8(3), id: bytes.readUInt32BE(4), payload };';

const VARIANTS: Readonly<Record<string, Variant>> = {
  'a plain value is thrown': {
    slug: '02-byte-stream',
    change: ['throw new Error(', 'throw String('],
    told: /"threw-no-error"/,
  },
  'push makes text': {
    slug: '02-byte-stream',
    change: ['Buffer.concat([this.received, part]);', "Buffer.from('' + this.received + part); return '';"],
    told: /"kinds":\{"expected":"bytes","got":"text"\}/,
  },
  'push returns nothing': {
    slug: '02-byte-stream',
    change: ['return bytes.subarray(part.length);', ''],
    told: /"kinds":\{"expected":"bytes","got":"nothing"\}/,
  },
  'readFrame is async': {
    slug: '07-header',
    change: ['export function readFrame', 'export async function readFrame'],
    told: /"kinds":\{"expected":"object","got":"promise"\}/,
  },
  'a property has another name': {
    slug: '07-header',
    change: [RESULT, 'return { tipo: bytes.readUInt8(3), id: bytes.readUInt32BE(4), payload };'],
    told: /"path":"type"/,
  },
  'the payload is text': {
    slug: '07-header',
    change: [RESULT, RESULT.replace('payload }', 'payload: payload.toString() }')],
    told: /"path":"payload".*"kinds":\{"expected":"bytes","got":"text"\}/,
  },
  'the id is always the same': { slug: '07-header', change: ['id: bytes.readUInt32BE(4)', 'id: 258'] },
  'the id is read at another place': {
    slug: '07-header',
    change: ['id: bytes.readUInt32BE(4)', 'id: bytes.readUInt32BE(8)'],
    mistake: 'wrong-offset',
  },
  'the type is read at another place': {
    slug: '07-header',
    change: ['type: bytes.readUInt8(3)', 'type: bytes.readUInt8(2)'],
    mistake: 'wrong-offset',
  },
  'the length is read at another place': {
    slug: '07-header',
    change: ['const length = bytes.readUInt32BE(8)', 'const length = bytes.readUInt32BE(6)'],
    mistake: 'wrong-offset',
  },
  'the payload is cut at another place': {
    slug: '07-header',
    change: [RESULT, RESULT.replace('payload }', 'payload: bytes.subarray(12, 12 + length) }')],
    mistake: 'wrong-offset',
  },
  'it waits for one byte more': {
    slug: '07-header',
    change: ['bytes.length < HEADER_BYTES + length', 'bytes.length <= HEADER_BYTES + length'],
  },
  'null while it is not complete': {
    slug: '07-header',
    change: ['if (bytes.length < 12) return undefined', 'if (bytes.length < 12) return null'],
    told: /"expected":"undefined","got":"null"/,
  },
  'a payload of 0 bytes is no frame': {
    slug: '07-header',
    change: ['if (bytes.length < HEADER_BYTES', 'if (length === 0 || bytes.length < HEADER_BYTES'],
  },
  'only an exact frame is taken': {
    slug: '07-header',
    change: ['bytes.length < HEADER_BYTES + length', 'bytes.length !== HEADER_BYTES + length'],
  },
};

for (const [what, { slug, change, mistake, told }] of Object.entries(VARIANTS))
  test(`${slug}: ${what}`, async (t) => {
    const solution = readFileSync(exerciseFile(WORKSHOP, slug, 'solution.ts'), 'utf8');
    const [from, to] = change;
    assert.ok(solution.includes(from), 'the solution has changed');
    const file = join(temporaryFolder(t), 'exercise.mts');
    writeFileSync(
      file,
      solution.replace(from, () => to),
    );
    const verdict = await verdictOn(slug, file);
    assert.ok(verdict.failure, 'it passes');
    assert.equal(verdict.mistake?.key, mistake, JSON.stringify(verdict.failure));
    if (told) assert.match(JSON.stringify(verdict.failure), told);
  });

async function verdictOn(slug: string, file: string): Promise<Verdict> {
  const check = pathToFileURL(exerciseFile(WORKSHOP, slug, 'check.ts')).href;
  const events: JudgeEvent[] = [];
  const { exercise } = (await import(check)) as { exercise: AnyExercise };
  await judge(exercise, file, (event) => events.push(event));
  return toVerdict(events, { kind: 'left', how: '' });
}
