/**
 * `npm test`: runs every *.test.ts below this folder, each in a process of its own. A run that finds no test fails.
 * Words on the command line choose the files whose path has one of them: `npm test -- decoder relay`.
 */

import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FILE_TIMEOUT_MS = 600_000;

const words = process.argv.slice(2);
const files = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .map((path) => join(HERE, path))
  .sort();

if (files.length === 0) {
  console.error('no test file found');
  process.exit(1);
}

let passed = 0;
let failed = 0;
const results = run({ files, concurrency: availableParallelism(), timeout: FILE_TIMEOUT_MS });
results.on('test:pass', () => {
  passed += 1;
});
results.on('test:fail', () => {
  failed += 1;
});
results.compose(new spec()).pipe(process.stdout);
results.on('end', () => {
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
});
