/**
 * The programs that a bench measures, each a process of its own that ends with the bench, and the ones that may not be
 * installed.
 */

import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const HOST = '127.0.0.1';
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const INSTALL = {
  'redis-server': 'apt-get install redis-server',
  nginx: 'apt-get install nginx',
  curl: 'apt-get install curl',
  socat: 'apt-get install socat',
  mitmdump: 'apt-get install mitmproxy, or pip install mitmproxy',
  python3: 'apt-get install python3',
} as const;
export type Tool = keyof typeof INSTALL;

const STARTING_MS = 15_000;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Why the tools cannot be compared with, and how to install them; undefined: all are here. */
export function missing(...tools: readonly Tool[]): string | undefined {
  const absent = tools.filter((tool) => !isInstalled(tool));
  if (absent.length === 0) return undefined;
  return `no ${absent.join(', no ')} here (${absent.map((tool) => INSTALL[tool]).join('; ')})`;
}

function isInstalled(tool: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A folder that goes with the bench. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tcp-kit-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Program {
  readonly pid: number;
  /** Where it listens; 0 when it does not. */
  readonly port: number;
  readonly child: ChildProcess;
}

/** One of our scripts, from this project's root; it tells its port by IPC. `flags` are Node's. */
export async function startScript(
  script: string,
  words: readonly string[] = [],
  {
    flags = [],
    stdout = 'ignore',
  }: { flags?: readonly string[]; stdout?: 'ignore' | NodeJS.WritableStream } = {},
): Promise<Program> {
  const child = fork(join(ROOT, script), words, {
    execArgv: ['--import', 'tsx', ...flags],
    stdio: ['ignore', stdout as 'ignore', 'inherit', 'ipc'],
    cwd: ROOT,
  });
  const [told] = (await once(adopt(child), 'message')) as [{ listening?: number }];
  return { pid: child.pid ?? 0, port: told.listening ?? 0, child };
}

/** Sends a question and resolves with the next thing that the program says. */
export async function ask<Answer>({ child }: Program, question: unknown = 'now'): Promise<Answer> {
  child.send(question as string);
  const [answer] = (await once(child, 'message')) as [Answer];
  return answer;
}

/** Somebody else's server, which is given the port; resolves when it accepts connections there. */
export async function startServer(
  command: string,
  words: readonly string[],
  port: number,
  options: SpawnOptions = {},
): Promise<Program> {
  const child = adopt(spawn(command, words, { stdio: 'ignore', ...options }));
  await untilAccepting(port);
  return { pid: child.pid ?? 0, port, child };
}

/** Runs a program to its end and resolves with what it printed. Rejects when it failed. */
export async function outputOf(command: string, words: readonly string[]): Promise<string> {
  const child = adopt(spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] }));
  let printed = '';
  child.stdout?.on('data', (bytes: Buffer) => {
    printed += bytes.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return printed;
}

export function stop({ child }: Program): void {
  child.kill('SIGKILL');
}

/** Remembered, to be ended with the bench. */
function adopt<Child extends ChildProcess>(child: Child): Child {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** For programs that cannot choose one by themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilAccepting(port: number): Promise<void> {
  const patience = AbortSignal.timeout(STARTING_MS);
  for (;;) {
    patience.throwIfAborted();
    const socket = connect(port, HOST);
    const answered = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (answered) return;
    await pause(50); // there is no event for "somebody listens now"
  }
}

/** The most memory that a process has ever taken, in bytes; NaN where the system does not tell. */
export function peakMemory(pid: number): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
}
