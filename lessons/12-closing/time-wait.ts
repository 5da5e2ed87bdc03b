/** Which connections of a port are in TIME_WAIT, by the tool that this system has for it. */

import { execFileSync } from 'node:child_process';

/** Linux has the first, Windows, macOS and older Linux the second. */
const TOOLS = [
  ['ss', '-tan'],
  ['netstat', '-an'],
] as const;

export interface Seen {
  /** As it is typed; undefined where there is no such tool. */
  readonly command: string | undefined;
  /** The local port, then the peer's. */
  readonly connections: readonly (readonly [number, number])[];
}

/** Those at which `port` is one of the two. */
export function timeWait(port: number): Seen {
  for (const [command, option] of TOOLS) {
    const output = run(command, option);
    if (output === undefined) continue;
    const connections = output.split('\n').flatMap((line) => {
      const [local = 0, peer = 0] = [...line.matchAll(/127\.0\.0\.1[:.](\d+)/g)].map(([, found]) =>
        Number(found),
      );
      return /TIME.WAIT/.test(line) && [local, peer].includes(port) ? [[local, peer] as const] : [];
    });
    return { command: `${command} ${option}`, connections };
  }
  return { command: undefined, connections: [] };
}

function run(command: string, option: string): string | undefined {
  try {
    return execFileSync(command, [option], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
