/** Whoever reads what is printed, as slowly as a test wants. */

import { Writable } from 'node:stream';

export class Reader extends Writable {
  text = '';
  #stopped = false;
  #resume = () => {};

  constructor() {
    super({ decodeStrings: false, highWaterMark: 1 });
  }

  /** Reads no more until it is told to go on. */
  stop(): void {
    this.#stopped = true;
  }

  goOn(): void {
    this.#stopped = false;
    this.#resume();
  }

  override _write(text: string, _encoding: BufferEncoding, done: () => void): void {
    this.#resume = () => {
      this.#resume = () => {};
      this.text += text;
      done();
    };
    if (!this.#stopped) this.#resume();
  }
}
