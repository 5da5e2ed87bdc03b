/** Lesson 13, a wrong answer: each close frees a place. */

export interface Read {
  readonly complete: number;
  readonly unfinished: number | undefined;
}

export const MOST_CONNECTIONS = 3;
export const MOST_BYTES = 65_536;
export const MOST_MS = 10_000;

export class Guard {
  opened = 0;
  /** Those who are here, and since when their unfinished frame has been begun (undefined: there is none). */
  conections: Map<number, number | undefined> = new Map();

  open(conn: number): boolean {
    if (this.opened >= MOST_CONNECTIONS) return false;
    this.opened += 1;
    this.conections.set(conn, undefined);
    return true;
  }

  read(conn: number, { complete, unfinished }: Read, now: number): boolean {
    if (unfinished !== undefined && unfinished > MOST_BYTES) return false;
    const begun = complete > 0 ? undefined : this.conections.get(conn);
    this.conections.set(conn, unfinished === undefined ? undefined : (begun ?? now));
    return true;
  }

  late(now: number): number[] {
    return [...this.conections]
      .filter(([, begun]) => begun !== undefined && now - begun >= MOST_MS)
      .map(([conn]) => conn);
  }

  close(conn: number): void {
    this.opened -= 1;
    this.conections.delete(conn);
  }
}
