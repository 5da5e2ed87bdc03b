/**
 * The programs of lessons 01 to 07 are one program that grows: what an idea does not touch stays identical, letter for
 * letter, so that `lessons diff` shows the idea and nothing else.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { programFiles } from '../../lessons/course/catalogue.ts';
import { diffLessons } from '../../lessons/course/program-diff.ts';
import { WORKSHOP } from '../../lessons/course/workshop.ts';

/** The files that each idea touches. */
const CHAIN: readonly (readonly [slug: string, ...touched: string[]])[] = [
  ['01-echo', 'client.ts', 'server.ts'],
  ['02-byte-stream', 'client.ts', 'server.ts'],
  ['03-text-and-bytes', 'client.ts', 'server.ts'],
  ['04-lines', 'client.ts', 'framing.ts', 'server.ts'],
  ['05-length-prefix', 'framing.ts'],
  ['06-pickle', 'client.ts', 'request.ts', 'server.ts'],
  ['07-header', 'client.ts', 'framing.ts', 'request.ts', 'server.ts'],
];

/** Lines that go and come back: lessons 02 and 03 have one answer, at the end of the stream, and print it there. */
const COME_BACK = ["socket.on('end', () => console.log('FIN'));"];

/** Shorter ones are brackets. */
const FEWEST_CHARACTERS = 8;

for (const [index, [slug, ...touched]] of CHAIN.entries()) {
  const [before] = CHAIN[index - 1] ?? [];
  if (!before) continue;
  test(`from ${before} to ${slug} nothing but ${touched.join(', ')} changes`, async () => {
    const changed = (await diffLessons(WORKSHOP, before, slug)).filter(({ lines }) => lines.length > 0);
    assert.deepEqual(
      changed.map(({ file }) => file),
      touched,
    );
  });
}

for (const file of ['client.ts', 'framing.ts', 'request.ts', 'server.ts'])
  test(`no line of ${file} goes and comes back: a change stays, and so does what was not changed`, () => {
    const lessons = CHAIN.map(([slug]) => linesOf(slug, file));
    for (const [index, lines] of lessons.entries())
      for (const line of lines) {
        const next = lessons[index + 1];
        if (!next || next.has(line) || COME_BACK.includes(line)) continue;
        const later = lessons.findIndex((others, other) => other > index && others.has(line));
        assert.equal(later, -1, `${line}\n is in ${CHAIN[index]?.[0]} and ${CHAIN[later]?.[0]}, not between`);
      }
  });

function linesOf(slug: string, file: string): Set<string> {
  if (!programFiles(WORKSHOP, slug).includes(file)) return new Set();
  const lines = readFileSync(join(WORKSHOP.lessons, slug, file), 'utf8').split('\n');
  return new Set(lines.map((line) => line.trim()).filter(({ length }) => length >= FEWEST_CHARACTERS));
}
