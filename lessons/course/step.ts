/** What a lesson's steps.ts consists of: for each step of its README that runs something, what it runs. */

import type { Stage } from './stage.ts';

/** Keyed by the number that the step has in the README. */
export type Steps = Readonly<Record<number, (stage: Stage) => Promise<void> | void>>;

/** A lesson's steps.ts exports `steps`. */
export async function loadSteps(slug: string): Promise<Steps> {
  return ((await import(`../${slug}/steps.ts`)) as { steps: Steps }).steps;
}
