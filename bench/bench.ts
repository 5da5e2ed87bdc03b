/**
 * What a bench is: rows, each a goal and what was measured for it, mostly how much of a peer's speed ours is.
 *
 * What is compared takes turns (A B A B …), so that whatever else the machine does falls on all of them. The first round
 * warms up and does not count. Knows neither what is measured nor how the results are written down.
 */

/** How many rounds count. */
export const ROUNDS = process.env.BENCH_QUICK ? 1 : 7;

/** Small enough to see in a moment whether a bench works; its figures mean nothing. */
export function sized(full: number, quick: number): number {
  return process.env.BENCH_QUICK ? quick : full;
}

export type Goal =
  | { readonly atLeast: number; readonly stretch?: number }
  | { readonly atMost: number; readonly stretch?: number };

interface Measured {
  /** One for each round that counts. */
  readonly samples: readonly number[];
  /** What the ratio was made of, or what else is worth knowing. */
  readonly note?: string;
}

interface Skipped {
  /** Why, and what to do about it. */
  readonly skipped: string;
}

export type Row = {
  readonly what: string;
  readonly against: string;
  readonly goal: Goal;
  /** Behind each figure: `×` when left out. */
  readonly unit?: 'ms' | '%';
} & (Measured | Skipped);

export interface Bench {
  /** How long it takes, about, with two cores and all peers installed. */
  readonly seconds: number;
  rows(): AsyncGenerator<Row, void>;
}

/** Runs each in turn, round after round. Resolves with what each gave, without the first round. */
export async function interleave<Name extends string>(
  runs: Readonly<Record<Name, () => Promise<number> | number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(runs) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const name of names) {
      const sample = await runs[name]();
      if (round > 0) samples[name].push(sample);
    }
  return samples;
}

/** Round by round, so that a slow moment of the machine touches both sides of the fraction. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((sample, round) => sample / (theirs[round] ?? Number.NaN));
}

export function median(samples: readonly number[]): number {
  return [...samples].sort((a, b) => a - b)[samples.length >> 1] ?? Number.NaN;
}

export type Verdict = 'met' | 'stretch' | 'missed';

export function judge(goal: Goal, value: number): Verdict {
  const reached = (bound: number) => ('atLeast' in goal ? value >= bound : value <= bound);
  if (goal.stretch !== undefined && reached(goal.stretch)) return 'stretch';
  return reached('atLeast' in goal ? goal.atLeast : goal.atMost) ? 'met' : 'missed';
}
