/**
 * Saving a file that comes over the network: under its final name it is whole, or it is not there.
 *
 * The bytes go to a temporary file beside it, which takes the final name only when size and SHA-256 agree. What is
 * simplified: nothing is forced to the platters (fsync), so this promise is about programs that die, not about
 * power that fails.
 */

import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Chunks are gathered and written in blocks: few large writes are faster than many small ones. Blocks of 1 MiB took twice
 * as long now and then (ext4 in a virtual machine: the system wants memory in pieces as large, and finds none at hand).
 */
const BLOCK_BYTES = 1 << 18;

export interface SavedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** A file of that name was there before. */
  readonly replaced: boolean;
}

/** What arrived is not what was announced. */
export class WrongContent extends Error {}

const unfinished = new Set<string>();
process.on('exit', () => {
  for (const path of unfinished) rmSync(path, { force: true });
});

/** True while a file has begun and is not whole. */
export function hasUnfinished(): boolean {
  return unfinished.size > 0;
}

export class Download {
  readonly path: string;
  readonly #temporaryPath: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  #size = 0;
  /** What has come and is not yet being written: the first `#gathered` bytes of `#block`. */
  #block: Buffer = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #gathered = 0;
  /** The block before, on its way to the disk; then its memory is free for the one after. */
  #writing: Promise<Buffer> = Promise.resolve(Buffer.allocUnsafeSlow(BLOCK_BYTES));

  private constructor(path: string, temporaryPath: string, handle: FileHandle) {
    this.path = path;
    this.#temporaryPath = temporaryPath;
    this.#handle = handle;
  }

  /** Makes `folder` where needed and the temporary file in it. `name` must be a checked file name. */
  static async begin(folder: string, name: string): Promise<Download> {
    await makeFolder(folder);
    const temporaryPath = join(folder, `.${randomBytes(6).toString('hex')}.part`);
    unfinished.add(temporaryPath); // before it exists: Ctrl-C may come in between
    const handle = await open(temporaryPath, 'wx').catch((error: unknown) => {
      unfinished.delete(temporaryPath);
      throw error;
    });
    return new Download(join(folder, name), temporaryPath, handle);
  }

  /** How many bytes have been taken so far. */
  get size(): number {
    return this.#size;
  }

  /** Copies the next bytes. Rejects with the system's error (a full disk, say), also about bytes taken before. */
  async write(bytes: Buffer): Promise<void> {
    this.#hash.update(bytes);
    this.#size += bytes.length;
    for (let taken = 0; taken < bytes.length; ) {
      const copied = bytes.copy(this.#block, this.#gathered, taken);
      this.#gathered += copied;
      taken += copied;
      if (this.#gathered === BLOCK_BYTES) await this.#writeGathered();
    }
  }

  /** Gives the file its name. Rejects with WrongContent when size (in bytes) or SHA-256 do not agree. */
  async finish(expected: { readonly size: number; readonly sha256: string }): Promise<SavedFile> {
    await this.#writeGathered();
    await this.#writing;
    const sha256 = this.#hash.digest('hex');
    if (this.#size !== expected.size) throw new WrongContent(`${this.#size} ≠ ${expected.size} bytes`);
    if (sha256 !== expected.sha256) throw new WrongContent(`SHA-256 ${sha256} ≠ ${expected.sha256}`);
    await this.#handle.close();
    const replaced = await exists(this.path);
    await rename(this.#temporaryPath, this.path);
    unfinished.delete(this.#temporaryPath);
    return { path: this.path, size: this.#size, sha256, replaced };
  }

  /** Leaves nothing behind. Never rejects; harmless after finish. */
  async discard(): Promise<void> {
    if (!unfinished.has(this.#temporaryPath)) return;
    await this.#handle.close().catch(() => {});
    await unlink(this.#temporaryPath).catch(() => {});
    unfinished.delete(this.#temporaryPath);
  }

  /** Begins to write what was gathered as soon as the block before is written; the next one gathers meanwhile. */
  async #writeGathered(): Promise<void> {
    const free = await this.#writing;
    this.#writing = writeAll(this.#handle, this.#block, this.#gathered);
    this.#writing.catch(() => {}); // whoever waits for it next is told
    this.#block = free;
    this.#gathered = 0;
  }
}

/** Behind what was written before. Resolves with the block. */
async function writeAll(handle: FileHandle, block: Buffer, bytes: number): Promise<Buffer> {
  for (let written = 0; written < bytes; ) {
    const { bytesWritten } = await handle.write(block, written, bytes - written);
    written += bytesWritten;
  }
  return block;
}

/** With all that are missing above it. Node's own way (`recursive`) never ends in /proc, where nothing can be made. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (await exists(folder)) return;
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || (await exists(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await makeFolder(folder);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
