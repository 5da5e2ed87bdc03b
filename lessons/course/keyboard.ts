/** Single keys, as they are pressed. A key that nobody waits for is lost on purpose: typing ahead skips no step. */

import { emitKeypressEvents, type Key } from 'node:readline';
import { lendTerminal } from '../../terminal/job.ts';

export class Keyboard {
  #take: ((key: string) => void) | undefined;
  readonly #interrupted: () => void;

  /** `interrupted` is called at Ctrl-C, at any moment. No key after that one counts. */
  constructor(interrupted: () => void) {
    this.#interrupted = interrupted;
    emitKeypressEvents(process.stdin);
    process.stdin.setRawMode(true);
    process.stdin.on('keypress', this.#press);
    process.stdin.on('end', this.#end);
    process.stdin.resume();
  }

  /**
   * Gives the name of each key to `take`, until it takes one for an answer and returns something: `return`, `left`,
   * `a`. Ctrl-D and the end of the input are `end`.
   */
  async answer<T>(take: (key: string) => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      this.#take = (key) => {
        const answer = take(key);
        if (answer === undefined) return;
        this.#take = undefined;
        resolve(answer);
      };
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
    if (ctrl && name === 'c') {
      process.stdin.off('keypress', this.#press);
      process.stdout.write('\n'); // the shell's prompt on a line of its own
      return this.#interrupted();
    }
    if (ctrl && name === 'z') return lendTerminal();
    this.#take?.(ctrl && name === 'd' ? 'end' : (name ?? sequence ?? ''));
  };

  readonly #end = (): void => this.#take?.('end');
}
