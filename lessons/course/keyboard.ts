/** Single keys, as they are pressed. A key that nobody waits for is lost on purpose: typing ahead skips no step. */

import { emitKeypressEvents, type Key } from 'node:readline';

export class Keyboard {
  #take: ((key: string) => void) | undefined;
  readonly #interrupted: () => void;

  /** `interrupted` is called at Ctrl-C, at any moment. */
  constructor(interrupted: () => void) {
    this.#interrupted = interrupted;
    emitKeypressEvents(process.stdin);
    process.stdin.setRawMode(true);
    process.stdin.on('keypress', this.#press);
    process.stdin.on('end', this.#end);
    process.stdin.resume();
  }

  /** The name of the next key: `return`, `left`, `a`. Ctrl-D and the end of the input are `end`. */
  async key(): Promise<string> {
    return new Promise((resolve) => {
      this.#take = resolve;
    });
  }

  /** Leaves the terminal as it was. */
  close(): void {
    process.stdin.off('keypress', this.#press);
    process.stdin.off('end', this.#end);
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }

  readonly #press = (_: string | undefined, { name, ctrl, sequence }: Key): void => {
    if (ctrl && name === 'c') return this.#interrupted();
    this.#give(ctrl && name === 'd' ? 'end' : (name ?? sequence ?? ''));
  };

  readonly #end = (): void => this.#give('end');

  #give(key: string): void {
    const take = this.#take;
    this.#take = undefined;
    take?.(key);
  }
}
