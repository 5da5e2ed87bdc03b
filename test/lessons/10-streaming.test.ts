/** Lesson 10: the large file is gone when its walk is gone, however that ended. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT, temporaryFolder } from '../support.ts';

const WALK = join(ROOT, 'lessons', '10-streaming', 'index.ts');
/** A line of the plot: the server runs, and so the file is there. */
const PLOT = / MiB {2}█/;

function lessonFolders(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('lesson-10-'));
}

for (const signal of ['SIGINT', 'SIGHUP', 'SIGKILL'] as const)
  test(`after ${signal} in the middle of the plot, the large file is removed`, {
    timeout: 60_000,
  }, async (context) => {
    if (process.platform === 'win32') return context.skip('Windows has no signals to catch');
    const folder = temporaryFolder(context);
    const walk = spawn(process.execPath, [...process.execArgv, WALK, '--auto', '--lang', 'en'], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(walk, 'exit');
    for await (const line of createInterface({ input: walk.stdout })) if (PLOT.test(line)) break;
    assert.equal(lessonFolders(folder).length, 1);
    walk.kill(signal);
    await ended;
    // Whoever was killed cannot clear up: its server does, and nobody hears of that but the folder.
    while (lessonFolders(folder).length > 0) await sleep(20, undefined, { signal: context.signal });
  });
