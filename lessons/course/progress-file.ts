/**
 * The file of the progress: an entry a line, each put behind the last one in one write. Nobody reads in order to write,
 * so terminals that write in the same instant lose nothing, and a program that is killed leaves what was there.
 *
 * Simplified on purpose: the file only grows, by some kilobytes in a course; and what another program writes in the
 * instant in which a broken file gets its other name may go there with it.
 */

import { appendFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { timestamp } from './timestamp.ts';

export interface LessonProgress {
  readonly begun: boolean;
  readonly passed: boolean;
  /** How many hints have been shown. */
  readonly hints: number;
  /** The step of the walk that was shown last; 0 before the first and after the last. */
  readonly step: number;
}

/** What became known at one moment. */
export interface Entry {
  /** The lesson that was worked on. */
  readonly latest?: string;
  /** Null: the lesson was forgotten. */
  readonly lessons: Readonly<Record<string, Partial<LessonProgress> | null>>;
}

export interface Found {
  readonly entries: readonly Entry[];
  /** Whether something else stands there too. */
  readonly broken: boolean;
}

/** Another program may be in the middle of its write. */
const WRITE_MS = 50;

/** Throws the error of the system; ENOENT while there is none. */
export function readEntries(file: string): Found {
  const found = parseEntries(readFileSync(file, 'utf8'));
  if (!found.broken) return found;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WRITE_MS);
  return parseEntries(readFileSync(file, 'utf8'));
}

/** Throws the error of the system. The first newline ends what a full disk has cut. */
export function appendEntries(file: string, entries: readonly Entry[]): void {
  appendFileSync(file, entries.map((entry) => `\n${JSON.stringify(entry)}\n`).join(''));
}

/**
 * Gives a broken file another name in `folder`, for what cannot be understood may still be worth something to its owner;
 * what can be understood begins a new one. Returns the name. Throws the error of the system.
 */
export function putAside(file: string, folder: string): string {
  const kept = join(folder, `progress.${timestamp()}-${process.pid}.json`);
  mkdirSync(folder, { recursive: true });
  renameSync(file, kept);
  appendEntries(file, parseEntries(readFileSync(kept, 'utf8')).entries);
  return kept;
}

/** An entry begins with the `{` at the beginning of a line: it may have more lines, as one that a person has edited. */
function parseEntries(text: string): Found {
  const parts = text.split(/^(?=\{)/m).filter((part) => part.trim() !== '');
  const entries = parts.flatMap(toEntry);
  return { entries, broken: entries.length < parts.length };
}

/** None when it is not of the form; a field that is missing or odd is passed over. */
function toEntry(text: string): Entry[] {
  const read = parseJson(text);
  if (!isRecord(read) || !isRecord(read.lessons)) return [];
  const lessons = Object.entries(read.lessons);
  if (!lessons.every(([, lesson]) => lesson === null || isRecord(lesson))) return [];
  const latest = typeof read.latest === 'string' ? { latest: read.latest } : {};
  return [
    { ...latest, lessons: Object.fromEntries(lessons.map(([slug, lesson]) => [slug, toChange(lesson)])) },
  ];
}

function toChange(lesson: unknown): Partial<LessonProgress> | null {
  if (!isRecord(lesson)) return null;
  const { begun, passed, hints, step } = lesson;
  return {
    ...(typeof begun === 'boolean' && { begun }),
    ...(typeof passed === 'boolean' && { passed }),
    ...(isCount(hints) && { hints }),
    ...(isCount(step) && { step }),
  };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
