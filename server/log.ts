/**
 * The server's log: one line per connection and per request. Never slower than the network: lines leave together, and
 * of a flood, or while nobody reads them, only the first of each second are shown and the rest counted.
 */

import type { Writable } from 'node:stream';
import { printable } from '../terminal/escape.ts';
import { clockTime } from './clock.ts';

const LINES_PER_SECOND = 10_000;
const TEXT_CHARACTERS = 120;
/** Lines that were written and not yet read; beyond, whoever should read them has stopped. */
const UNREAD_BYTES = 1 << 20;

export class Log {
  readonly #stream: Writable;
  #lines: string[] = [];
  #thisSecond = 0;
  #unshown = 0;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  /** The lines of client `number`. */
  of(number: number): ClientLog {
    return new ClientLog(this, number);
  }

  /** `#3  HORA → 19:31:07`, with the time before it. Both texts may come from the wire: they are escaped here. */
  client(number: number, what: string, outcome: string): void {
    if (!this.#hasRoom()) return;
    const line = [what, outcome].map((text) => printable(text, TEXT_CHARACTERS)).join(' → ');
    this.say(`#${number}  ${line}`);
  }

  /** A line of the server's own words. */
  say(text: string): void {
    if (this.#lines.length === 0) setImmediate(this.flush);
    if (this.#unshown > 0) this.#lines.push(`… +${this.#unshown}\n`);
    this.#unshown = 0;
    this.#lines.push(`${clockTime(new Date())}  ${text}\n`);
  }

  readonly flush = (): void => {
    if (this.#lines.length > 0) this.#stream.write(this.#lines.join(''));
    this.#lines = [];
  };

  /** Counts lines, and does not ask for the time at each: that takes a tenth of a short answer. */
  #hasRoom(): boolean {
    if (this.#thisSecond === 0) setTimeout(this.#nextSecond, 1_000).unref();
    this.#thisSecond += 1;
    if (this.#thisSecond <= LINES_PER_SECOND && this.#stream.writableLength < UNREAD_BYTES) return true;
    this.#unshown += 1;
    return false;
  }

  readonly #nextSecond = (): void => {
    this.#thisSecond = 0;
  };
}

export class ClientLog {
  readonly #log: Log;
  readonly #number: number;

  constructor(log: Log, number: number) {
    this.#log = log;
    this.#number = number;
  }

  /** What was asked or happened, and what came of it. */
  line(what: string, outcome: string): undefined {
    this.#log.client(this.#number, what, outcome);
  }
}
