/**
 * A list of records of numbers that grows at one end and is shortened at the other. They lie behind each other in one
 * array that is used in a circle: hundreds of thousands of them are one object for the garbage collector.
 *
 *     first                              end
 *       v                                 v
 *   +---------+---------+---------+---------+
 *   | a  b  c | a  b  c | a  b  c |         |      three records of the fields a, b and c
 *   +---------+---------+---------+---------+
 *
 * A record keeps its index as long as it is there.
 */

const FIRST_CAPACITY = 64;

export class Records<Field extends string> {
  /** Index of the oldest record. */
  first = 0;
  /** One past the newest. */
  end = 0;
  readonly #fields: readonly Field[];
  /** Where each field lies in a record. */
  readonly #offsets: Readonly<Record<Field, number>>;
  /** In records; a power of two: the last bits of an index say where its record lies. */
  #capacity = FIRST_CAPACITY;
  #numbers: Float64Array;

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
    const offsets = fields.map((field, offset) => [field, offset]);
    this.#offsets = Object.fromEntries(offsets) as Record<Field, number>;
    this.#numbers = new Float64Array(FIRST_CAPACITY * fields.length);
  }

  push(record: Readonly<Record<Field, number>>): void {
    if (this.end - this.first === this.#capacity) this.#grow();
    let place = this.#place(this.end);
    for (const field of this.#fields) {
      this.#numbers[place] = record[field];
      place += 1;
    }
    this.end += 1;
  }

  /** Forgets all records before `first`. */
  forget(first: number): void {
    this.first = first;
  }

  get(index: number, field: Field): number {
    return this.#numbers[this.#place(index) + this.#offsets[field]] ?? Number.NaN;
  }

  record(index: number): Record<Field, number> {
    const fields = this.#fields.map((field) => [field, this.get(index, field)]);
    return Object.fromEntries(fields) as Record<Field, number>;
  }

  #place(index: number): number {
    return (index & (this.#capacity - 1)) * this.#fields.length;
  }

  /** With all records twice in it, an array of twice the length has each of them where its index says. */
  #grow(): void {
    const grown = new Float64Array(2 * this.#numbers.length);
    grown.set(this.#numbers);
    grown.set(this.#numbers, this.#numbers.length);
    this.#numbers = grown;
    this.#capacity *= 2;
  }
}
