/**
 * Lesson 04: your decoder. Save it, then type: npx tsx lessons check 04
 * Lição 04: o seu decodificador. Salve e digite: npx tsx lessons check 04
 */

export class LineDecoder {
  /** What has come and is not a whole line yet. · O que chegou e ainda não é uma linha inteira. */
  waiting: Buffer = Buffer.alloc(0);

  /**
   * Bytes go in however they were read; the lines that are complete with them come out.
   * Entram bytes, não importa como foram lidos; saem as linhas que eles completam.
   */
  push(bytes: Buffer): string[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    // TODO: take every complete line off the front of `waiting`. Leave in it what is not complete.
    // TODO: tire da frente de `waiting` cada linha completa. Deixe nele o que não está completo.
    return [];
  }

  /**
   * The stream has ended. Throws when a line has begun and not ended.
   * O fluxo terminou. Lança um Error se uma linha começou e não acabou.
   */
  end(): void {
    // TODO: does something still wait?
    // TODO: alguma coisa ainda espera?
  }
}
