/** What every command is given, and how it prints. */

import type { Language } from '../../terminal/language.ts';
import type { Progress } from '../course/progress.ts';
import type { Workshop } from '../course/workshop.ts';

export interface Situation {
  readonly language: Language;
  readonly workshop: Workshop;
  readonly progress: Progress;
  /** Slugs of all lessons, in order. */
  readonly all: readonly string[];
  /** The lesson that is meant. */
  readonly slug: string;
  /** Further words: the second lesson of `diff`, the number of `hint`. */
  readonly words: readonly string[];
  readonly options: {
    /** 0 when none was asked for. */
    readonly step: number;
    readonly auto: boolean;
    readonly giveUp: boolean;
    readonly yes: boolean;
    readonly seed: number | undefined;
  };
}

/** Longer lines do not read well from the last row. */
const MOST_COLUMNS = 80;
const FEWEST_COLUMNS = 30;

/** How wide a line may be; a pipe is as wide as a plain terminal. */
export function columns(): number {
  return Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, process.stdout.columns ?? MOST_COLUMNS));
}

export function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** What is typed to run `command`: `npx tsx lessons check 05`. */
export function typed(command: string, ...words: readonly string[]): string {
  return ['npx tsx lessons', command, ...words].join(' ');
}
