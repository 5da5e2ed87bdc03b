/**
 * Lesson 02: your receiver of a file. Save it, then type: npx tsx lessons check 02
 * Lição 02: o seu receptor de um arquivo. Salve e digite: npx tsx lessons check 02
 */

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
    // TODO: so far, one read is taken for the file, as the original did. Then look at `file()`, too.
    // TODO: por enquanto uma leitura é tratada como o arquivo, como no original. Depois olhe `file()` também.
    this.received = bytes;
    return Buffer.alloc(0);
  }

  /**
   * The file. Throws an Error while any of it is missing.
   * O arquivo. Lança um Error enquanto faltar algo dele.
   */
  file(): Buffer {
    return this.received;
  }
}
