/** Server, inspector and client in three panes of one tmux window; or, without tmux, the three commands to type. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Language } from '../terminal/language.ts';
import { ExitCode } from '../terminal/program.ts';

const PROGRAMS = ['echo-server.ts', 'inspector', 'echo-client.ts'] as const;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Returns the exit code. The panes end together: when the client does. */
export function openSideBySide(language: Language): number {
  if (!process.stdout.isTTY || spawnSync('tmux', ['-V']).status !== 0) return printCommands(language);
  const [server, inspector, client] = PROGRAMS.map((program) => shellCommand(program, language));
  const inspectorPane = ['split-window', '-v', '-b', '-l', '70%', `${inspector}`];
  const clientPane = ['select-pane', '-D', ';', 'split-window', '-h', `${client}; tmux kill-window`];
  const window = process.env.TMUX ? ['new-window'] : ['new-session'];
  const panes = [...window, `${server}`, ';', ...inspectorPane, ';', ...clientPane];
  return spawnSync('tmux', panes, { stdio: 'inherit', cwd: ROOT }).status ?? ExitCode.failed;
}

function shellCommand(program: string, language: Language): string {
  const script = program === 'inspector' ? 'inspector/index.ts' : program;
  return [process.execPath, ...process.execArgv, `${ROOT}${script}`, '--lang', language]
    .map(quoted)
    .join(' ');
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
