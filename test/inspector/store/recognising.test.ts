/** What a connection speaks is told by its bytes alone: however TCP has cut them, the same format and the same frames. */

import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { frameBytes } from '../../../inspector/rows.ts';
import { PICKLES } from '../dissect/pickle-vectors.ts';
import { Scene } from '../scene.ts';

/** Names of the formats and the frames in them; raw bytes are as they were read, so those are joined. */
function told(scene: Scene): string[] {
  const frames = scene.rows.filter((row) => row.kind === 'frame');
  const shown = frames.map((row) => `${row.dissector.name} ${frameBytes(row).toString('hex')}`);
  return [shown.join('').replaceAll('raw ', ''), ...shown.filter((frame) => !frame.startsWith('raw'))];
}

/** What is told as soon as these reads have come, and when nothing follows. */
function conversation(reads: readonly Buffer[]): { atOnce: string[]; atTheEnd: string[] } {
  const scene = new Scene().opened();
  for (const bytes of reads) scene.read('client', bytes);
  const atOnce = told(scene);
  return { atOnce, atTheEnd: told(scene.fin('client')) };
}

function assertCutsDoNotMatter(bytes: Buffer): void {
  const whole = conversation([bytes]);
  const byteByByte = Array.from(bytes, (byte) => Buffer.of(byte));
  assert.deepEqual(conversation(byteByByte), whole, 'byte by byte');
  for (let cut = 1; cut < bytes.length; cut += 1)
    assert.deepEqual(conversation([bytes.subarray(0, cut), bytes.subarray(cut)]), whole, `cut after ${cut}`);
}

for (const { hex } of PICKLES)
  test(`the pickle ${hex.slice(0, 60)} is told whatever the cuts`, () => {
    assertCutsDoNotMatter(Buffer.from(hex, 'hex'));
  });

const OTHERS = [
  '(lp0\nVHORA\np1\naNa.(lp0\nVSAIR\np1\naNa.',
  'I1\n.I2\n.I3\n.',
  '(lp0\nVHORA\np1\naN',
  '(lp0\nVHORA\np1\na!',
  'N.',
  'Voltei.\nHORA\n',
  'Voltei.\nVou.\nVi.\n',
  'Voltei.\n',
  'I am here.\nI was there.\n',
  'cd x\nls\n',
  'Japao.\n',
  'Mosquito\n',
  'GET / HTTP/1.1\r\nHost: example\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: example\r\n\r\n',
  'CONSULTA\nHORA\nARQUIVO file1.txt\nLISTAR\nSAIR\n',
  'Servidor online 24 horas',
  `${'x'.repeat(1_500)}\n`,
  `V${'x'.repeat(1_500)}\np0\n.`,
  `(${'K\x01'.repeat(600)}t.`,
];

for (const text of OTHERS)
  test(`${JSON.stringify(text.slice(0, 60))} is told whatever the cuts`, () => {
    assertCutsDoNotMatter(Buffer.from(text, 'latin1'));
  });
