/**
 * Lesson 03: your reader of text. Save it, then type: npx tsx lessons check 03
 * Lição 03: o seu leitor de texto. Salve e digite: npx tsx lessons check 03
 */

export class TextReader {
  /** How many bytes have come. · Quantos bytes chegaram. */
  bytes = 0;

  /**
   * Bytes go in however they were read; the letters that are complete with them come out.
   * Entram bytes, não importa como foram lidos; saem as letras que eles completam.
   */
  push(bytes: Buffer): string {
    // TODO: this is right as long as every letter is one byte and no byte is wrong.
    // TODO: isto está certo enquanto cada letra for um byte e nenhum byte estiver errado.
    const text = bytes.toString();
    this.bytes += text.length;
    return text;
  }

  /**
   * The stream has ended. Throws when half a letter is left over.
   * O fluxo terminou. Lança um Error se sobrou meia letra.
   */
  end(): void {
    // TODO: is something left over?
    // TODO: sobrou alguma coisa?
  }
}
