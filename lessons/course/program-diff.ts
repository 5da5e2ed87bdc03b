/**
 * How the programs of two lessons differ, file by file and line by line. The comparing is a library's; it is loaded
 * here only, so that all else runs where nothing but tsx is installed.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFiles } from './catalogue.ts';
import type { Workshop } from './workshop.ts';

export interface FileDiff {
  readonly file: string;
  readonly is: 'new' | 'gone' | 'there';
  /** Only what changed and a few lines around it; empty when nothing did. */
  readonly lines: readonly DiffLine[];
  readonly added: number;
  readonly removed: number;
  /** Lines of code: comments and empty lines do not count, a line that was replaced counts once. */
  readonly changed: number;
}

export interface DiffLine {
  /** `@` begins another place of the file: where, and how many lines, before and after. */
  readonly sign: '+' | '-' | ' ' | '@';
  readonly text: string;
}

/** Each file that `from` or `to` has. Rejects with ERR_MODULE_NOT_FOUND where the library is not installed. */
export async function diffLessons(workshop: Workshop, from: string, to: string): Promise<FileDiff[]> {
  const before = programFiles(workshop, from);
  const after = programFiles(workshop, to);
  const read = (names: readonly string[], slug: string, file: string) =>
    names.includes(file) ? readFileSync(join(workshop.lessons, slug, file), 'utf8') : '';
  const files = [...new Set([...before, ...after])].sort();
  return Promise.all(files.map((file) => diffTexts(file, read(before, from, file), read(after, to, file))));
}

/** An empty text is a file that does not exist. */
export async function diffTexts(file: string, before: string, after: string): Promise<FileDiff> {
  const { structuredPatch } = await import('diff');
  const { hunks } = structuredPatch(file, file, before, after, '', '', { context: 3, stripTrailingCr: true });
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: hunk }) => [
    { sign: '@' as const, text: `@ -${oldStart},${oldLines} +${newStart},${newLines} @@` },
    ...hunk.filter((line) => !line.startsWith('\\')).map(toDiffLine),
  ]);
  const count = (sign: DiffLine['sign']) => lines.filter((line) => line.sign === sign).length;
  const is = before === '' ? 'new' : after === '' ? 'gone' : 'there';
  return { file, is, lines, added: count('+'), removed: count('-'), changed: countChanged(lines) };
}

function toDiffLine(line: string): DiffLine {
  const sign = line[0] === '+' || line[0] === '-' ? line[0] : ' ';
  return { sign, text: line.slice(1) };
}

/** In each run of changes, the larger of what went and what came. */
function countChanged(lines: readonly DiffLine[]): number {
  const code = lines.filter(({ sign, text }) => sign === ' ' || sign === '@' || isCode(text));
  const runs =
    code
      .map(({ sign }) => sign)
      .join('')
      .match(/[-+]+/g) ?? [];
  return runs
    .map((run) => Math.max(run.replaceAll('-', '').length, run.replaceAll('+', '').length))
    .reduce((sum, changed) => sum + changed, 0);
}

function isCode(text: string): boolean {
  return !/^\s*(\/\/|\/\*|\*|$)/.test(text);
}
