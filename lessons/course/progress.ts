/**
 * What a student has begun and passed, kept in a file by the names of the lessons, so that it outlives a new order of
 * them. The file is read anew each time: a `watch` in another terminal writes it too. Trouble with it is said and stops
 * nobody from learning.
 */

import type { Text } from '../../terminal/language.ts';
import { appendEntries, type Entry, type LessonProgress, putAside, readEntries } from './progress-file.ts';
import type { Workshop } from './workshop.ts';

export type { LessonProgress } from './progress-file.ts';

interface Book {
  /** The lesson that was worked on last. */
  readonly latest?: string | undefined;
  readonly lessons: ReadonlyMap<string, LessonProgress>;
}

const NOTHING_YET: LessonProgress = { begun: false, passed: false, hints: 0, step: 0 };

export class Progress {
  readonly #workshop: Workshop;
  readonly #warn: (sentence: Text) => void;
  /** What could not be written: true for this run all the same. */
  readonly #unsaved: Entry[] = [];
  #hasWarned = false;

  /** `warn` is told, in one sentence, when the file cannot be read or written. */
  constructor(workshop: Workshop, warn: (sentence: Text) => void) {
    this.#workshop = workshop;
    this.#warn = warn;
  }

  of(slug: string): LessonProgress {
    return this.#read().lessons.get(slug) ?? NOTHING_YET;
  }

  /**
   * The lesson to go on with: the one worked on last, unless it is passed; then the next that is not passed, else the
   * first; undefined when all are.
   */
  current(slugs: readonly string[]): string | undefined {
    const { latest, lessons } = this.#read();
    const open = slugs.filter((slug) => !lessons.get(slug)?.passed);
    return open.find((slug) => latest !== undefined && slug >= latest) ?? open[0];
  }

  /** Changes what is known of a lesson, and makes it the one worked on last. */
  note(slug: string, change: Partial<LessonProgress>): void {
    this.#write({ latest: slug, lessons: { [slug]: { ...change, begun: true } } });
  }

  forget(slug: string): void {
    this.#write({ lessons: { [slug]: null } });
  }

  #read(): Book {
    return toBook([...this.#saved(), ...this.#unsaved]);
  }

  #saved(): readonly Entry[] {
    const { progress } = this.#workshop;
    try {
      const { entries, broken: isBroken } = readEntries(progress);
      if (isBroken) this.#putAside();
      return entries;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') this.#warnOnce(unreadable(progress, codeOf(error)));
      return [];
    }
  }

  #putAside(): void {
    const { progress, work } = this.#workshop;
    try {
      this.#warn(broken(progress, putAside(progress, work)));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') this.#warnOnce(unwritable(progress, codeOf(error)));
      // otherwise another program has found it before us
    }
  }

  #write(entry: Entry): void {
    const { progress } = this.#workshop;
    try {
      appendEntries(progress, [entry]);
    } catch (error) {
      this.#unsaved.push(entry);
      this.#warnOnce(unwritable(progress, codeOf(error)));
    }
  }

  #warnOnce(sentence: Text): void {
    if (!this.#hasWarned) this.#warn(sentence);
    this.#hasWarned = true;
  }
}

/** What is known after these entries. Of hints only the most count: who has seen the third has seen it. */
function toBook(entries: readonly Entry[]): Book {
  const lessons = new Map<string, LessonProgress>();
  for (const [slug, change] of entries.flatMap((entry) => Object.entries(entry.lessons))) {
    const before = lessons.get(slug) ?? NOTHING_YET;
    if (change === null) lessons.delete(slug);
    else lessons.set(slug, { ...before, ...change, hints: Math.max(before.hints, change.hints ?? 0) });
  }
  const latest = entries.findLast((entry) => entry.latest !== undefined)?.latest;
  return { latest: latest !== undefined && lessons.has(latest) ? latest : undefined, lessons };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function broken(file: string, kept: string): Text {
  return {
    en: `The progress in ${file} could not be understood. It was kept as ${kept}; a new one begins with what could be read.`,
    pt: `Não foi possível entender o progresso em ${file}. Ele foi guardado em ${kept}; um novo começa com o que foi possível ler.`,
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
