/**
 * Lesson 05: your decoder. Save it, then type: npx tsx lessons check 05
 * Lição 05: o seu decodificador. Salve e digite: npx tsx lessons check 05
 */

export class MessageDecoder {
  /** What has come and is not a whole message yet. · O que chegou e ainda não é uma mensagem inteira. */
  waiting: Buffer = Buffer.alloc(0);

  /**
   * Bytes go in however they were read; the messages that are complete with them come out.
   * Entram bytes, não importa como foram lidos; saem as mensagens que eles completam.
   */
  push(bytes: Buffer): Buffer[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    // TODO: take every complete message off the front of `waiting`. Leave in it what is not complete.
    // TODO: tire da frente de `waiting` cada mensagem completa. Deixe nele o que não está completo.
    return [];
  }
}
