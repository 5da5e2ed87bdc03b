/** A real terminal for tests: a shell in tmux, whose keys can be pressed and whose screen can be read. */

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { ROOT, temporaryFolder } from './support.ts';

const run = promisify(execFile);

/** For the tests that need it: false, or why they are skipped. */
export const WITHOUT_TMUX = spawnSync('tmux', ['-V']).status !== 0 && 'needs tmux';

export interface TmuxOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** Of the shell: `NAME=value`. */
  readonly environment?: readonly string[];
}

/** Each look at the screen is a process of its own, so looking again costs time. */
export async function openTmux(
  t: TestContext,
  { columns = 100, rows = 30, environment = ['LC_ALL=C.UTF-8'] }: TmuxOptions = {},
) {
  t.after(() => tmux('kill-server').catch(() => {})); // before its folder goes; it ends by itself with its shell
  const socket = join(temporaryFolder(t), 'tmux');
  const tmux = async (...words: string[]) =>
    (await run('tmux', ['-S', socket, '-f', '/dev/null', ...words], { cwd: ROOT })).stdout;
  const shell = ['env', 'PS1="$ "', ...environment, 'sh'].join(' ');
  await tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), shell);
  const terminal = {
    type: (...keys: string[]) => tmux('send-keys', ...keys),
    state: () => tmux('display-message', '-p', '#{alternate_on} #{cursor_flag} #{mouse_any_flag}'),
    /** The screen, with what has scrolled away, once it matches. */
    shows: async (pattern: RegExp) => {
      for (let looks = 0; looks < 3_000; looks += 1) {
        const shown = await tmux('capture-pane', '-p', '-S', '-');
        if (pattern.test(shown)) return shown;
      }
      return assert.fail(`${pattern} did not come:\n${await tmux('capture-pane', '-p')}`);
    },
  };
  await terminal.shows(/^\$ *\n*$/); // what is typed before its prompt is there stands in front of it
  return terminal;
}
