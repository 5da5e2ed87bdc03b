/**
 * The files that a server gives away: what lies in one folder, and nothing else (PROTOCOL.md §8).
 *
 * A name is not judged by its looks alone. The file is opened first and judged by its handle, so that nobody can
 * exchange it between the look and the use: it must be a regular file that lies directly in the folder.
 */

import { constants, type Dirent } from 'node:fs';
import { access, type FileHandle, lstat, open, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProtocolError } from '../protocol/error.ts';
import { fileNameFault } from '../protocol/file-name.ts';

export interface ServedFile {
  readonly handle: FileHandle;
  /** In bytes, when it was opened. */
  readonly size: number;
}

/** Without O_NONBLOCK, opening a named pipe waits for its writer, and holds a thread of the pool meanwhile. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** These say nothing about the file: a list without it would be wrong. */
const OUT_OF_MEANS = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EIO']);
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO', 'EOPNOTSUPP', 'ENAMETOOLONG']);

/**
 * Opens the file that `name` stands for in `folder`; the caller closes it. Throws ProtocolError `bad-argument` (the
 * name breaks the rule), `not-found` (nothing of that name is served) or `file-failed` (it is there, but the
 * system does not let us read it).
 */
export async function openServed(folder: string, name: string): Promise<ServedFile> {
  const fault = fileNameFault(name);
  if (fault) throw new ProtocolError('bad-argument', fault);
  const path = join(folder, name);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, READ_WITHOUT_WAITING);
    return { handle, size: await sizeIfServed(folder, name, handle) };
  } catch (error) {
    await handle?.close();
    throw await asProtocolError(error, path);
  }
}

/** The names that openServed would open, sorted by their UTF-8 bytes. Throws ProtocolError `file-failed`. */
export async function listServed(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new ProtocolError('file-failed', String(error));
  });
  const served: string[] = [];
  for (const entry of entries) if (await isServed(folder, entry)) served.push(entry.name);
  return served.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** A plain file only has to be readable; where a link leads, opening it tells. */
async function isServed(folder: string, entry: Dirent): Promise<boolean> {
  if (fileNameFault(entry.name)) return false;
  try {
    if (entry.isFile()) await access(join(folder, entry.name), constants.R_OK);
    else await (await openServed(folder, entry.name)).handle.close();
    return true;
  } catch (error) {
    if (OUT_OF_MEANS.has(systemCode(error))) throw new ProtocolError('file-failed', systemCode(error));
    return false;
  }
}

/** The system's code, also behind the ProtocolError that openServed makes of it. */
function systemCode(error: unknown): string {
  return error instanceof ProtocolError ? error.detail : ((error as NodeJS.ErrnoException).code ?? '');
}

async function sizeIfServed(folder: string, name: string, handle: FileHandle): Promise<number> {
  const opened = await handle.stat({ bigint: true });
  if (!opened.isFile()) throw new ProtocolError('not-found', 'not a regular file');
  const realFile = await realpath(join(folder, name));
  if (dirname(realFile) !== (await realpath(folder)))
    throw new ProtocolError('not-found', 'leads out of the folder');
  // The link that was opened may have been exchanged since; what lies here now must be the very file of the handle.
  const there = await lstat(realFile, { bigint: true });
  if (there.dev !== opened.dev || there.ino !== opened.ino)
    throw new ProtocolError('not-found', 'exchanged while it was opened');
  if (opened.size > Number.MAX_SAFE_INTEGER)
    throw new ProtocolError('file-failed', 'too large to be announced');
  return Number(opened.size);
}

/** Absent, or there and unreadable? What may not be opened is a failure only if it is a plain file of the folder. */
async function asProtocolError(error: unknown, path: string): Promise<ProtocolError> {
  if (error instanceof ProtocolError) return error;
  const code = systemCode(error);
  const forbidden = code === 'EACCES' || code === 'EPERM';
  const isPlainFile =
    !forbidden ||
    (await lstat(path).then(
      (stat) => stat.isFile(),
      () => false,
    ));
  return new ProtocolError(ABSENT.has(code) || !isPlainFile ? 'not-found' : 'file-failed', code);
}
