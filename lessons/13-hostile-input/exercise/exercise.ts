/** Lesson 13: your guard. Save it, then type: npx tsx lessons check 13 */

/** What a read brought. */
export interface Read {
  /** How many frames became complete with it. */
  readonly complete: number;
  /** The length, in bytes, that the unfinished frame at its end announces; undefined: none is unfinished. */
  readonly unfinished: number | undefined;
}

export const MOST_CONNECTIONS = 3;
export const MOST_BYTES = 65_536;
export const MOST_MS = 10_000;

export class Guard {
  /** Those who are here, and since when their unfinished frame has been begun (undefined: there is none). */
  conections: Map<number, number | undefined> = new Map();

  /** Somebody connects. True: they may stay. */
  open(conn: number): boolean {
    // TODO: so far, everybody may.
    this.conections.set(conn, undefined);
    return true;
  }

  /** A read came at `now`, in milliseconds. False: the frame that it begins is too long. */
  read(conn: number, { unfinished }: Read, now: number): boolean {
    // TODO: any length is believed. And is `now` always the moment at which the unfinished frame was begun?
    this.conections.set(conn, unfinished === undefined ? undefined : now);
    return true;
  }

  /** Those whose frame takes MOST_MS or longer already, in order. */
  late(now: number): number[] {
    // TODO: so far, only who comes from the future.
    const isLate = (begun: number | undefined) => begun !== undefined && begun > now;
    return [...this.conections].filter(([, begun]) => isLate(begun)).map(([conn]) => conn);
  }

  /** The connection is gone. */
  close(conn: number): void {
    this.conections.delete(conn);
  }
}
