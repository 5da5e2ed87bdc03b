/** Lesson 03: a reader of text. · Lição 03: um leitor de texto. */

export class TextReader {
  /** How many bytes have come. · Quantos bytes chegaram. */
  bytes = 0;
  /** Keeps half a letter until the rest of it comes. · Guarda meia letra até o resto dela chegar. */
  #decoder = new TextDecoder('utf-8', { fatal: true });

  /**
   * Bytes go in however they were read; the letters that are complete with them come out.
   * Entram bytes, não importa como foram lidos; saem as letras que eles completam.
   */
  push(bytes: Buffer): string {
    this.bytes += bytes.length;
    return this.#decoder.decode(bytes, { stream: true });
  }

  /**
   * The stream has ended. Throws when half a letter is left over.
   * O fluxo terminou. Lança um Error se sobrou meia letra.
   */
  end(): void {
    this.#decoder.decode();
  }
}
