/** The loop with a screen: messages in, update, commands carried out, the screen drawn again. */

import { printable } from '../terminal/escape.ts';
import { untilAskedToStop } from '../terminal/program.ts';
import type { Audience } from './audience.ts';
import { holdRule } from './hold-rule.ts';
import type { InspectorSettings } from './options.ts';
import type { RunningSource } from './running-source.ts';
import { openScreen, type Terminal } from './screen.ts';
import { initialState, type State } from './state.ts';
import type { Command, Message } from './step.ts';
import type { Store } from './store.ts';
import { THEMES } from './theme.ts';
import { NOTHING_MORE } from './update/action.ts';
import { HELD_NO_MORE } from './update/holding.ts';
import { noticed } from './update/notice.ts';
import { update } from './update.ts';
import { type Line, oneCellEach, segment } from './view/lines.ts';
import { view } from './view.ts';

/** While frames are held, the time that they have waited is shown anew this often. */
const HELD_TICK_MS = 100;
/**
 * While holding, nobody answers what is held, so nobody may have more to say: after so much silence, first bytes that
 * do not tell what they are become a frame, which can be released. Longer than the usual pause in a split frame.
 */
const SILENCE_MS = 1_500;

/** Resolves when the person quits, or the program is asked to stop. `listen` is given whom to tell. */
export async function runScreen(
  settings: InspectorSettings,
  store: Store,
  source: RunningSource,
  listen: (audience: Audience) => void,
  terminal: Terminal = { input: process.stdin, output: process.stdout },
): Promise<void> {
  let quit = () => {};
  const ended = new Promise<void>((resolve) => {
    quit = resolve;
  });
  const loop = new Loop(settings, store, source, quit, terminal);
  loop.closeOnCrash();
  listen({ captured: () => loop.captured(), told: (sentence) => loop.told(sentence) });
  for (const stream of [terminal.input, terminal.output]) stream.once('error', quit);
  await Promise.race([ended, untilAskedToStop()]);
  loop.close();
}

class Loop {
  #state: State;
  readonly #source: RunningSource;
  readonly #quit: () => void;
  readonly #screen: ReturnType<typeof openScreen>;
  readonly #tick: NodeJS.Timeout;
  #stale = false;

  constructor(
    { language, theme }: InspectorSettings,
    store: Store,
    source: RunningSource,
    quit: () => void,
    terminal: Terminal,
  ) {
    this.#source = source;
    this.#quit = quit;
    this.#screen = openScreen(
      terminal,
      THEMES[theme],
      () => this.#lines(),
      (message) => this.#tell(message),
    );
    const { columns, rows } = this.#screen;
    this.#state = initialState(store, {
      language,
      route: source.route,
      columns,
      rows,
      source: source.facts,
    });
    this.#tick = setInterval(() => this.#timePasses(), HELD_TICK_MS);
    this.captured(); // what came in before anybody listened
  }

  #timePasses(): void {
    const { store, holding, holdText } = this.#state;
    const settled = holding && store.settle(this.#source.now() - SILENCE_MS);
    if (settled) this.#source.hold(holdRule(store, holdText));
    if (settled || store.heldFrames().length > 0) this.captured();
  }

  /** Something has come in. The state takes it in when the screen is drawn, however much it is. */
  captured(): void {
    this.#stale = true;
    this.#screen.redrawAtLeisure();
  }

  told(sentence: string): void {
    this.#state = { ...this.#state, notice: printable(sentence) };
    this.#screen.redraw();
  }

  close(): void {
    clearInterval(this.#tick);
    this.#screen.close();
  }

  /** Whatever breaks, the terminal is given back first. */
  closeOnCrash(): void {
    process.once('exit', () => this.close());
    process.once('uncaughtException', (error) => {
      this.close();
      process.stderr.write(`${error.stack ?? String(error)}\n`);
      process.exit(1);
    });
  }

  /** A fault in a key's handling is said, and touches nothing else. */
  #tell(message: Message): void {
    try {
      this.#takeIn();
      const { state, commands } = update(this.#state, message);
      this.#state = state;
      for (const command of commands) this.#carryOut(command);
    } catch (error) {
      this.#state = { ...this.#state, notice: `! ${String(error)}` };
    }
    this.#screen.redraw();
  }

  #carryOut(command: Command): void {
    const { store } = this.#state;
    switch (command.kind) {
      case 'quit':
        return this.#quit();
      case 'clear':
        store.clear();
        return this.captured();
      case 'hold':
        return this.#source.hold(command.rule === undefined ? undefined : holdRule(store, command.rule));
      case 'release':
        if (!this.#source.release(command.frame, command.action))
          this.#state = noticed(this.#state, HELD_NO_MORE);
        return;
      case 'release-all':
        return this.#source.releaseAll();
      case 'step':
        if (this.#source.step?.() === false) this.#state = noticed(this.#state, NOTHING_MORE);
        return;
    }
  }

  #takeIn(): void {
    if (!this.#stale) return;
    this.#stale = false;
    this.#state = update(this.#state, { kind: 'captured', now: this.#source.now() }).state;
  }

  /** A fault in the view is shown, and touches nothing else. */
  #lines(): readonly Line[] {
    try {
      this.#takeIn();
      return view(this.#state);
    } catch (error) {
      return [[segment(oneCellEach(`! ${String(error)}`), 'fault')]];
    }
  }
}
