/** Lesson 02: a receiver of a file. · Lição 02: um receptor de um arquivo. */

export class FileReceiver {
  /** How many bytes the file has. · Quantos bytes o arquivo tem. */
  readonly size: number;
  /** What has come of it. · O que já chegou dele. */
  received: Buffer = Buffer.alloc(0);

  constructor(size: number) {
    this.size = size;
  }

  /** How many bytes of the file have not come yet. · Quantos bytes do arquivo ainda não chegaram. */
  get missing(): number {
    return this.size - this.received.length;
  }

  /**
   * Keeps what belongs to the file; returns the bytes behind it.
   * Guarda o que é do arquivo; devolve os bytes que vêm depois dele.
   */
  push(bytes: Buffer): Buffer {
    const part = bytes.subarray(0, this.missing);
    this.received = Buffer.concat([this.received, part]);
    return bytes.subarray(part.length);
  }

  /**
   * The file. Throws an Error while any of it is missing.
   * O arquivo. Lança um Error enquanto faltar algo dele.
   */
  file(): Buffer {
    if (this.missing > 0) throw new Error(`${this.missing} bytes are missing`);
    return this.received;
  }
}
