/** What a filter judges: a row of the list, without its bytes. */

/** One row of the list: a message, or something that happened to a connection (`opened`, `fin`, `reset`). */
export interface FilterSubject {
  readonly number: number;
  readonly connection: number;
  readonly from: 'client' | 'server' | undefined;
  /** What its type is called: all that `type:` asks for. */
  readonly types: readonly string[];
  readonly id: number | undefined;
  /** In bytes. */
  readonly length: number;
  /** What a word is looked for in. */
  readonly texts: readonly string[];
  readonly broken: boolean;
  readonly held: boolean;
  readonly changed: boolean;
  readonly marked: boolean;
}

export type Filter = (subject: FilterSubject) => boolean;
