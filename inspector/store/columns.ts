/**
 * A list of records of numbers that grows at one end and is shortened at the other. Each field has a column of its own,
 * used in a circle: hundreds of thousands of records are no more than a few arrays for the garbage collector.
 *
 *     shift()                            push()
 *        v                                  v
 *   +--------+--------+--------+     +--------+
 *   |   a    |   a    |   a    |  …  |   a    |      the column of one field
 *   +--------+--------+--------+     +--------+
 *     first    first + 1               end - 1
 *
 * A record keeps its index as long as it is there.
 */

const FIRST_CAPACITY = 64;

export class Columns<Field extends string> {
  /** Index of the oldest record. */
  first = 0;
  /** One past the newest. */
  end = 0;
  readonly #fields: readonly Field[];
  /** A power of two: the last bits of an index say where its record lies. */
  #capacity = FIRST_CAPACITY;
  readonly #columns: Record<Field, Float64Array>;

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
    const columns = fields.map((field) => [field, new Float64Array(FIRST_CAPACITY)]);
    this.#columns = Object.fromEntries(columns) as Record<Field, Float64Array>;
  }

  push(record: Readonly<Record<Field, number>>): void {
    if (this.end - this.first === this.#capacity) this.#grow();
    const place = this.#place(this.end);
    for (const field of this.#fields) this.#columns[field][place] = record[field];
    this.end += 1;
  }

  /** Forgets all records before `first`. */
  forget(first: number): void {
    this.first = first;
  }

  get(index: number, field: Field): number {
    return this.#columns[field][this.#place(index)] ?? Number.NaN;
  }

  record(index: number): Record<Field, number> {
    const fields = this.#fields.map((field) => [field, this.get(index, field)]);
    return Object.fromEntries(fields) as Record<Field, number>;
  }

  #place(index: number): number {
    return index & (this.#capacity - 1);
  }

  /** With all records twice in it, a column of twice the length has each of them where its index says. */
  #grow(): void {
    for (const field of this.#fields) {
      const column = this.#columns[field];
      const grown = new Float64Array(2 * this.#capacity);
      grown.set(column);
      grown.set(column, this.#capacity);
      this.#columns[field] = grown;
    }
    this.#capacity *= 2;
  }
}
