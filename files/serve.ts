/**
 * The files that a server gives away: what lies in one folder, and nothing else (PROTOCOL.md §8).
 *
 * A name is not judged by its looks alone. The file is opened first and judged by its handle, so that nobody can
 * exchange it between the look and the use: a regular file, whose real path lies in the folder.
 */

import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { ProtocolError } from '../protocol/error.ts';
import { fileNameFault } from '../protocol/file-name.ts';

export interface ServedFile {
  readonly handle: FileHandle;
  /** In bytes, when it was opened. */
  readonly size: number;
}

/** Without O_NONBLOCK, opening a named pipe waits for its writer, and holds a thread of the pool meanwhile. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO', 'ENAMETOOLONG']);

/**
 * Opens the file that `name` stands for in `folder`; the caller closes it. Throws ProtocolError `bad-argument` (the
 * name breaks the rule), `not-found` (nothing of that name is served) or `file-failed` (it is there, but the
 * system does not let us read it).
 */
export async function openServed(folder: string, name: string): Promise<ServedFile> {
  const fault = fileNameFault(name);
  if (fault) throw new ProtocolError('bad-argument', fault);
  let handle: FileHandle | undefined;
  try {
    handle = await open(join(folder, name), READ_WITHOUT_WAITING);
    return { handle, size: await sizeIfServed(folder, name, handle) };
  } catch (error) {
    await handle?.close();
    throw asProtocolError(error);
  }
}

/** The names that openServed would open, sorted by their UTF-8 bytes. Throws ProtocolError `file-failed`. */
export async function listServed(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new ProtocolError('file-failed', String(error));
  });
  const served: string[] = [];
  for (const name of names) if (await isServed(folder, name)) served.push(name);
  return served.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

async function isServed(folder: string, name: string): Promise<boolean> {
  try {
    const { handle } = await openServed(folder, name);
    await handle.close();
    return true;
  } catch {
    return false;
  }
}

async function sizeIfServed(folder: string, name: string, handle: FileHandle): Promise<number> {
  const opened = await handle.stat({ bigint: true });
  if (!opened.isFile()) throw new ProtocolError('not-found', 'not a regular file');
  const realFolder = await realpath(folder);
  const realFile = await realpath(join(folder, name));
  if (!liesIn(realFolder, realFile)) throw new ProtocolError('not-found', 'leads out of the folder');
  const named = await stat(realFile, { bigint: true });
  if (named.dev !== opened.dev || named.ino !== opened.ino)
    throw new ProtocolError('not-found', 'exchanged while it was opened');
  return Number(opened.size);
}

function liesIn(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function asProtocolError(error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return new ProtocolError(ABSENT.has(code) ? 'not-found' : 'file-failed', code);
}
