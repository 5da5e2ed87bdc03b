/** What `npm run torture` prints of a torture while it runs: a line for each test, and what it says of itself below. */

import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

export default async function* lines(events: AsyncIterable<TestEvent>): AsyncGenerator<string, void> {
  for await (const event of events)
    if (event.type === 'test:pass') yield `  ${passed(event.data)}\n`;
    else if (event.type === 'test:fail') yield `  ✖ ${event.data.name}\n${why(event.data.details.error)}\n`;
    else if (event.type === 'test:diagnostic' && isOfTorture(event.data.message))
      yield `      ${event.data.message}\n`;
}

function passed({
  name,
  skip,
  details,
}: {
  name: string;
  skip?: string | boolean;
  details: { duration_ms: number };
}) {
  if (skip !== undefined) return `﹣ ${name}: left out, it ${String(skip)}`;
  return `✔ ${name}, ${(details.duration_ms / 1000).toFixed(1)} s`;
}

function why(error: Error): string {
  return inspect(error.cause ?? error);
}

/** The seed stands above them all; the totals of node:test say nothing here. */
function isOfTorture(message: string): boolean {
  return !/^(seed|tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/.test(message);
}
