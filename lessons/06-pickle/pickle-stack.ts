/**
 * The stack that a pickle is a program for. A value on it is what Python would write for it; only a list stays a list,
 * because it is filled after it was made.
 *
 * Simplified on purpose: there is no memo, the place where Python keeps values that come again.
 */

export type Value = string | Value[];

/** Where a list or a tuple begins that is not complete yet. Text values have quotes, so none looks like this. */
const MARK = 'MARK';

export class PickleStack {
  readonly #values: Value[] = [];

  /** As Python would write the values, the top last. */
  get shown(): string[] {
    return this.#values.map(python);
  }

  push(value: Value): void {
    this.#values.push(value);
  }

  /** Throws an Error when nothing is there. */
  pop(): Value {
    const value = this.#values.pop();
    if (value === undefined) throw new Error('the stack is empty');
    return value;
  }

  /** The topmost values, the top last. Throws an Error when there are fewer. */
  popMany(count: number): Value[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  mark(): void {
    this.push(MARK);
  }

  /** All above the topmost mark, the top last; the mark goes too. Throws an Error when there is none. */
  popToMark(): Value[] {
    const mark = this.#values.lastIndexOf(MARK);
    if (mark === -1) throw new Error('no mark lies on the stack');
    return this.#values.splice(mark).slice(1);
  }

  /** Puts items into the list on top. Throws an Error when it is none. */
  append(items: readonly Value[]): void {
    const list = this.#values.at(-1);
    if (!Array.isArray(list)) throw new Error('no list lies on top of the stack');
    list.push(...items);
  }
}

export function python(value: Value): string {
  return typeof value === 'string' ? value : `[${value.map(python).join(', ')}]`;
}

/** `(1,)` for one item, as Python writes it. */
export function tuple(items: readonly Value[]): string {
  return `(${items.map(python).join(', ')}${items.length === 1 ? ',' : ''})`;
}
