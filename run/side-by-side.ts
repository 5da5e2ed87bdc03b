/** Server, inspector and client in three panes of one tmux window; or, without tmux, the three commands to type. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Language } from '../terminal/language.ts';
import { INSPECTOR_PORT, SERVER_PORT } from '../terminal/ports.ts';
import { ExitCode } from '../terminal/program.ts';
import type { RunSettings } from './options.ts';

const PROGRAMS = ['echo-server.ts', 'inspector', 'echo-client.ts'] as const;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Returns the exit code. The panes end together: when the client does. The client is sent to the inspector and waits
 * for it; whatever ends with an error stays on the screen until Enter.
 */
export function openSideBySide(settings: RunSettings): number {
  if (!process.stdout.isTTY || spawnSync('tmux', ['-V']).status !== 0)
    return printCommands(settings.language);
  const port = settings.port ?? SERVER_PORT;
  const inspecting = ['--listen', String(INSPECTOR_PORT), '--target', `127.0.0.1:${port}`];
  const asking = ['--port', String(INSPECTOR_PORT), ...settings.clientWords];
  const server = shellCommand('echo-server.ts', settings.serverWords);
  const inspector = shellCommand('inspector/index.ts', ['--lang', settings.language, ...inspecting]);
  const client = shellCommand('echo-client.ts', ['--lang', settings.language, ...asking]);
  const here = ['-c', process.cwd()];
  const insideTmux = Boolean(process.env.TMUX);
  const close = insideTmux ? 'tmux kill-window' : 'tmux kill-session';
  const panes = [
    [insideTmux ? 'new-window' : 'new-session', ...here, kept(server)],
    ...(insideTmux ? [] : [['set-option', 'destroy-unattached', 'on']]),
    ['split-window', '-v', '-b', '-l', '70%', ...here, kept(inspector)],
    ['select-pane', '-D'],
    ['split-window', '-h', ...here, `${kept(client)}; ${close}`],
  ];
  const words = panes.flatMap((pane, index) => (index === 0 ? pane : [';', ...pane]));
  return spawnSync('tmux', words, { stdio: 'inherit' }).status ?? ExitCode.failed;
}

/** A failure must not vanish with its pane. */
function kept(command: string): string {
  return `${command} || read -r _`;
}

function shellCommand(script: string, words: readonly string[]): string {
  return [process.execPath, ...process.execArgv, `${ROOT}${script}`, ...words].map(quoted).join(' ');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function printCommands(language: Language): number {
  const sentence = {
    en: 'Without a terminal and tmux, type one in each of three terminals:',
    pt: 'Sem um terminal e o tmux, digite um em cada um de três terminais:',
  };
  const commands = PROGRAMS.map((program) => `  npx tsx ${program}`);
  process.stdout.write(`${[sentence[language], ...commands].join('\n')}\n`);
  return ExitCode.ok;
}
