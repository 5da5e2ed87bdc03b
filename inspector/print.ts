/**
 * Prints what comes in, to a reader who may be slow. Rows wait in the store, which keeps the newest within its bounds:
 * memory does not grow, and rows that had to go before anybody read them are counted instead.
 *
 * Knows no format and no sockets.
 */

import type { Writable } from 'node:stream';
import type { Format, Handled } from './plain.ts';
import type { RelayEvent } from './relay/events.ts';
import type { Store } from './store.ts';

/** So much text is made and written at once; in between, the relay has its turn. */
const TURN_CHARACTERS = 1 << 16;
/** So many interventions wait to be printed. A person makes few of them; a recording may hold many. */
const MOST_HANDLED = 10_000;

/** What became of a frame, to be printed when the rows that had come by then are. */
interface Waiting {
  readonly event: Handled;
  readonly behind: number;
}

export class Printing {
  readonly #output: Writable;
  readonly #store: Store;
  readonly #format: Format;
  #printed = 0;
  #handled: Waiting[] = [];
  #notPrinted = 0;
  #running = false;
  #waiting: (() => void)[] = [];

  constructor(output: Writable, store: Store, format: Format) {
    this.#output = output;
    this.#store = store;
    this.#format = format;
  }

  /** To be told of each event after the store has taken it in. */
  captured(event: RelayEvent): void {
    if (event.kind === 'held' || event.kind === 'released' || event.kind === 'lost')
      this.#handled.push({ event, behind: this.#store.last });
    if (this.#handled.length > MOST_HANDLED) {
      this.#handled.shift();
      this.#notPrinted += 1;
    }
    this.#run();
  }

  /** Resolves when everything that has come in is written. */
  caughtUp(): Promise<void> {
    this.#run();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    const text = this.#nextText();
    if (text === '') return this.#rest();
    const next = () => this.#turn();
    if (this.#output.write(text)) setImmediate(next);
    else this.#output.once('drain', next);
  }

  #rest(): void {
    this.#running = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #nextText(): string {
    let text = '';
    while (text.length < TURN_CHARACTERS) {
      const piece = this.#nextPiece();
      if (piece === undefined) break;
      text += piece;
    }
    return text;
  }

  #nextPiece(): string | undefined {
    this.#passOverLost();
    if (this.#notPrinted > 0) return this.#format.notPrinted(this.#takeNotPrinted());
    const [first] = this.#handled;
    if (first && first.behind <= this.#printed) return this.#handledText(first);
    if (this.#printed >= this.#store.last) return undefined;
    this.#printed += 1;
    const row = this.#store.row(this.#printed);
    return row ? this.#format.row(row) : '';
  }

  #passOverLost(): void {
    const lost = this.#store.first - 1 - this.#printed;
    if (lost <= 0) return;
    this.#notPrinted += lost;
    this.#printed += lost;
  }

  #takeNotPrinted(): number {
    const count = this.#notPrinted;
    this.#notPrinted = 0;
    return count;
  }

  #handledText({ event }: Waiting): string {
    this.#handled.shift();
    const { connection, from, offset } = event;
    return this.#format.handled(event, this.#store.frameAt(connection, from, offset)?.number);
  }
}
