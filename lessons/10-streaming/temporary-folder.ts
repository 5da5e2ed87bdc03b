/** A folder that is gone when the step has ended, and at the latest when the walk has. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'lesson-10-'));
  readonly #remove = () => removeFolder(this.path);

  constructor() {
    process.once('exit', this.#remove);
  }

  async stop(): Promise<void> {
    process.off('exit', this.#remove);
    this.#remove();
  }
}

/** On Windows a folder stays busy for a moment after its program has ended: hence the retries. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
