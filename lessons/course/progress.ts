/**
 * What a student has begun and passed, kept in a file by the names of the lessons, so that it outlives a new order of
 * them. The file is read anew each time: a `watch` in another terminal writes it too (two writes at the same moment:
 * the later one stays). Trouble with it is said and stops nobody from learning.
 */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../../terminal/language.ts';
import { timestamp } from './timestamp.ts';
import type { Workshop } from './workshop.ts';

export interface LessonProgress {
  readonly begun: boolean;
  readonly passed: boolean;
  /** How many hints have been shown. */
  readonly hints: number;
  /** The step of the walk that was shown last; 0 before the first and after the last. */
  readonly step: number;
}

interface Book {
  /** The lesson that was worked on last. */
  readonly latest?: string;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

const NOTHING_YET: LessonProgress = { begun: false, passed: false, hints: 0, step: 0 };
const EMPTY: Book = { lessons: {} };

export class Progress {
  readonly #workshop: Workshop;
  readonly #warn: (sentence: Text) => void;
  /** What could not be written: true for this run all the same. */
  #unsaved: Book | undefined;

  /** `warn` is told, in one sentence, when the file cannot be read or written. */
  constructor(workshop: Workshop, warn: (sentence: Text) => void) {
    this.#workshop = workshop;
    this.#warn = warn;
  }

  of(slug: string): LessonProgress {
    return this.#read().lessons[slug] ?? NOTHING_YET;
  }

  /**
   * The lesson to go on with: the one worked on last, unless it is passed; then the next that is not passed, else the
   * first; undefined when all are.
   */
  current(slugs: readonly string[]): string | undefined {
    const { latest, lessons } = this.#read();
    const open = slugs.filter((slug) => !lessons[slug]?.passed);
    return open.find((slug) => latest !== undefined && slug >= latest) ?? open[0];
  }

  /** Changes what is known of a lesson, and makes it the one worked on last. */
  note(slug: string, change: Partial<LessonProgress>): void {
    const { lessons } = this.#read();
    const changed = { ...NOTHING_YET, ...lessons[slug], ...change, begun: true };
    this.#write({ latest: slug, lessons: { ...lessons, [slug]: changed } });
  }

  forget(slug: string): void {
    const { latest, lessons } = this.#read();
    const { [slug]: _, ...others } = lessons;
    this.#write(latest === undefined || latest === slug ? { lessons: others } : { latest, lessons: others });
  }

  #read(): Book {
    if (this.#unsaved) return this.#unsaved;
    try {
      return toBook(JSON.parse(readFileSync(this.#workshop.progress, 'utf8')));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return EMPTY;
      this.#unsaved = EMPTY;
      if (code === undefined) this.#putAside();
      else this.#warn(unreadable(this.#workshop.progress, code));
      return EMPTY;
    }
  }

  /** What cannot be understood may still be worth something to its owner. */
  #putAside(): void {
    const kept = join(this.#workshop.work, `progress.${timestamp()}.json`);
    try {
      mkdirSync(this.#workshop.work, { recursive: true });
      renameSync(this.#workshop.progress, kept);
      this.#unsaved = undefined;
      this.#warn(broken(this.#workshop.progress, kept));
    } catch (error) {
      this.#warn(unreadable(this.#workshop.progress, codeOf(error)));
    }
  }

  #write(book: Book): void {
    const { progress } = this.#workshop;
    const alreadySaid = this.#unsaved !== undefined;
    this.#unsaved = book;
    if (alreadySaid) return;
    try {
      writeFileSync(`${progress}.part`, `${JSON.stringify(book, undefined, 2)}\n`);
      renameSync(`${progress}.part`, progress); // whole or not at all
      this.#unsaved = undefined;
    } catch (error) {
      this.#warn(unwritable(progress, codeOf(error)));
    }
  }
}

/** Throws a SyntaxError when it is not of the form; a field that is missing has the value of a fresh start. */
function toBook(read: unknown): Book {
  if (!isRecord(read) || !isRecord(read.lessons)) throw new SyntaxError('not a progress file');
  const lessons = Object.entries(read.lessons).map(([slug, entry]) => [slug, toProgress(entry)] as const);
  const latest = typeof read.latest === 'string' ? { latest: read.latest } : {};
  return { ...latest, lessons: Object.fromEntries(lessons) };
}

function toProgress(entry: unknown): LessonProgress {
  if (!isRecord(entry)) throw new SyntaxError('not a progress file');
  const count = (value: unknown) => (Number.isInteger(value) && Number(value) > 0 ? Number(value) : 0);
  return {
    begun: entry.begun === true,
    passed: entry.passed === true,
    hints: count(entry.hints),
    step: count(entry.step),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function broken(file: string, kept: string): Text {
  return {
    en: `The progress in ${file} could not be understood. It was kept as ${kept}; a new one begins.`,
    pt: `Não foi possível entender o progresso em ${file}. Ele foi guardado em ${kept}; um novo começa.`,
  };
}

function unreadable(file: string, code: string): Text {
  return {
    en: `The progress in ${file} cannot be read (${code}); everything else works.`,
    pt: `O progresso em ${file} não pode ser lido (${code}); o resto funciona.`,
  };
}

function unwritable(file: string, code: string): Text {
  return {
    en: `The progress cannot be saved in ${file} (${code}); everything else works.`,
    pt: `O progresso não pode ser salvo em ${file} (${code}); o resto funciona.`,
  };
}
