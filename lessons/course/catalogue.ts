/** Which lessons there are, and which one somebody means. A lesson is a folder; no list of them is kept anywhere. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language } from '../../terminal/language.ts';
import { type LessonText, readLesson } from './readme.ts';
import type { Workshop } from './workshop.ts';

/** `05-length-prefix` */
const SLUG = /^\d\d-[a-z-]+$/;
const PROGRAMS = ['server.ts', 'client.ts'];
/** `from './framing.ts'` */
const IMPORT = /from '\.\/([\w-]+\.ts)'/g;

/** Slugs of all lessons, in order. */
export function findLessons({ lessons }: Workshop): string[] {
  const folders = readdirSync(lessons, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .filter((name) => SLUG.test(name))
    .sort();
}

/** Names of the files of a lesson's programs, in order: its server, its client, and what they import of the lesson. */
export function programFiles({ lessons }: Workshop, slug: string): string[] {
  const folder = join(lessons, slug);
  const there = new Set(readdirSync(folder));
  const found = new Set<string>();
  const add = (name: string) => {
    if (!there.has(name) || found.has(name)) return;
    found.add(name);
    for (const [, imported = ''] of readFileSync(join(folder, name), 'utf8').matchAll(IMPORT)) add(imported);
  };
  for (const name of PROGRAMS) add(name);
  return [...found].sort();
}

/** What its README says; undefined while it has none. */
export function lessonText({ lessons }: Workshop, slug: string, language: Language): LessonText | undefined {
  try {
    return readLesson(slug, language, pathToFileURL(join(lessons, '/')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `05` of `05-length-prefix`: the shortest name that a person can type. */
export function numberOf(slug: string): string {
  return slug.slice(0, 2);
}

export function nameOf(slug: string): string {
  return slug.slice(3);
}

/** `05 · length-prefix` */
export function titleOf(slug: string): string {
  return `${numberOf(slug)} · ${nameOf(slug)}`;
}

/** The lessons that `word` may mean: a number (5, 05), a slug, a name, or a part of one. */
export function lookUp(slugs: readonly string[], word: string): string[] {
  const wanted = word.toLowerCase();
  if (/^\d+$/.test(wanted)) return slugs.filter((slug) => Number(numberOf(slug)) === Number(wanted));
  const exact = slugs.filter((slug) => slug === wanted || nameOf(slug) === wanted);
  return exact.length > 0 || wanted === '' ? exact : slugs.filter((slug) => slug.includes(wanted));
}

/** The candidate that is nearest to what was typed; undefined when none is near. */
export function didYouMean(candidates: readonly string[], word: string): string | undefined {
  const near = candidates.map((candidate) => ({
    candidate,
    edits: editsBetween(candidate, word.toLowerCase()),
  }));
  const [best] = near.sort((one, other) => one.edits - other.edits);
  return best && best.edits <= Math.max(1, Math.floor(best.candidate.length / 3))
    ? best.candidate
    : undefined;
}

/** How many letters must be put in, taken out or replaced (Levenshtein). */
function editsBetween(one: string, other: string): number {
  const letters = [...other.slice(0, 40)];
  let row = Array.from({ length: letters.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) row = nextRow(row, letter, letters, index + 1);
  return row.at(-1) ?? 0;
}

function nextRow(
  above: readonly number[],
  letter: string,
  letters: readonly string[],
  first: number,
): number[] {
  const row = [first];
  for (const [index, other] of letters.entries()) {
    const replaced = (above[index] ?? 0) + (letter === other ? 0 : 1);
    row.push(Math.min(replaced, (above[index + 1] ?? 0) + 1, (row[index] ?? 0) + 1));
  }
  return row;
}
