/** Lesson 04: a decoder of lines. · Lição 04: um decodificador de linhas. */

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const MOST_BYTES = 65_536;

export class LineDecoder {
  /** What has come and is not a whole line yet. · O que chegou e ainda não é uma linha inteira. */
  waiting: Buffer = Buffer.alloc(0);

  /**
   * Bytes go in however they were read; the lines that are complete with them come out.
   * Entram bytes, não importa como foram lidos; saem as linhas que eles completam.
   */
  push(bytes: Buffer): string[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    const lines: string[] = [];
    for (let line = this.#take(); line !== undefined; line = this.#take()) lines.push(line);
    return lines;
  }

  /**
   * The stream has ended. Throws when a line has begun and not ended.
   * O fluxo terminou. Lança um Error se uma linha começou e não acabou.
   */
  end(): void {
    if (this.waiting.length > 0) throw new Error('the stream ended inside a line');
  }

  /**
   * The first line that waits; undefined while it is not complete.
   * A primeira linha que espera; undefined enquanto não está completa.
   */
  #take(): string | undefined {
    const end = this.waiting.indexOf(NEWLINE);
    const line = withoutReturn(end === -1 ? this.waiting : this.waiting.subarray(0, end));
    if (line.length > MOST_BYTES) throw new Error(`a line of more than ${MOST_BYTES} bytes`);
    if (end === -1) return undefined;
    this.waiting = this.waiting.subarray(end + 1);
    return line.toString();
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === RETURN ? line.subarray(0, -1) : line;
}
