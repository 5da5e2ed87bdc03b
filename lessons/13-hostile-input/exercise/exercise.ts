/**
 * Lesson 13: your guard. Save it, then type: npx tsx lessons check 13
 * Lição 13: o seu guarda. Salve e digite: npx tsx lessons check 13
 */

/** What a read brought. O que uma leitura trouxe. */
export interface Read {
  /** How many frames became complete with it. Quantos quadros ficaram completos com ela. */
  readonly complete: number;
  /**
   * The length, in bytes, that the frame begun at its end announces (0 until it has come); undefined: none is begun.
   * O tamanho, em bytes, que o quadro começado no fim dela anuncia (0 enquanto não veio); undefined: nenhum começou.
   */
  readonly unfinished: number | undefined;
}

export const MOST_CONNECTIONS = 3;
export const MOST_BYTES = 65_536;
export const MOST_MS = 10_000;

export class Guard {
  /**
   * Those who are here, and since when their unfinished frame has been begun (undefined: there is none).
   * Quem está aqui, e desde quando o seu quadro inacabado começou (undefined: não há nenhum).
   */
  conections: Map<number, number | undefined> = new Map();

  /** Somebody connects. True: they may stay. Alguém se conecta. True: pode ficar. */
  open(conn: number): boolean {
    // TODO: so far, everybody may.
    // TODO: por enquanto, todos podem.
    this.conections.set(conn, undefined);
    return true;
  }

  /**
   * A read came at `now`, in milliseconds. False: the frame that it begins is too long.
   * Veio uma leitura em `now`, em milissegundos. False: o quadro que ela começa é longo demais.
   */
  read(conn: number, { unfinished }: Read, now: number): boolean {
    // TODO: any length is believed. And is `now` always the moment at which the unfinished frame was begun?
    // TODO: acredita-se em qualquer tamanho. E `now` é sempre o momento em que o quadro inacabado começou?
    this.conections.set(conn, unfinished === undefined ? undefined : now);
    return true;
  }

  /** Those whose frame takes MOST_MS or longer already. Aqueles cujo quadro já leva MOST_MS ou mais. */
  late(now: number): number[] {
    // TODO: so far, only who comes from the future.
    // TODO: por enquanto, só quem vem do futuro.
    const isLate = (begun: number | undefined) => begun !== undefined && begun > now;
    return [...this.conections].filter(([, begun]) => isLate(begun)).map(([conn]) => conn);
  }

  /** The connection is gone. A conexão se foi. */
  close(conn: number): void {
    this.conections.delete(conn);
  }
}
