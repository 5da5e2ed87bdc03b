/** How reading a filter stops: what was typed, where, and what was expected there. */

import type { Text } from '../../terminal/language.ts';

/** Caught by parseFilter(). `position` counts UTF-16 units from 0. */
export class Unexpected extends Error {
  readonly position: number;
  readonly problem: Text;

  constructor({ position }: { readonly position: number }, problem: Text) {
    super(problem.en);
    this.position = position;
    this.problem = problem;
  }
}
