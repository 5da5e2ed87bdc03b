/**
 * `watch`: checks the answer at every save, until Ctrl-C. It stays with its lesson, also after a pass: going on is the
 * student's decision.
 */

import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Text } from '../../terminal/language.ts';
import { ExitCode, untilAskedToStop } from '../../terminal/program.ts';
import { studentFile } from '../course/workshop.ts';
import { checkAndSay, requireAnswer } from './check.ts';
import { type Situation, say } from './situation.ts';
import { shownPath } from './start.ts';

/** Editors write a file in several goes. */
const QUIET_MS = 100;
const CLEAR_SCREEN = '\x1b[2J\x1b[H';

const WATCHING: Text = {
  en: 'Waiting for the next save of your file. Ctrl-C leaves.',
  pt: 'Esperando você salvar o arquivo de novo. Ctrl-C sai.',
};
const CHECKING: Text = { en: 'Checking …', pt: 'Conferindo …' };
const GONE: Text = {
  en: 'Your file has gone. It is checked again when it is back. Ctrl-C leaves.',
  pt: 'Seu arquivo sumiu. Quando ele voltar, é conferido de novo. Ctrl-C sai.',
};

export async function watchAnswer(situation: Situation): Promise<number> {
  requireAnswer(situation);
  const { workshop, slug, language } = situation;
  const file = studentFile(workshop, slug);
  const checking = new Watch(
    file,
    async () => {
      if (process.stdout.isTTY) process.stdout.write(CLEAR_SCREEN);
      say(`  ${CHECKING[language]}`);
      await checkAndSay(situation);
      say(`  ${WATCHING[language]}`, `  ${shownPath(file)}`);
    },
    () => say(`  ${GONE[language]}`, `  ${shownPath(file)}`),
  );
  await untilAskedToStop();
  checking.close();
  return ExitCode.ok;
}

/** Watches the folder: an editor that saves by renaming puts another file in the place of the one watched. */
class Watch {
  readonly #file: string;
  readonly #check: () => Promise<void>;
  readonly #sayGone: () => void;
  readonly #watcher: FSWatcher;
  #timer: NodeJS.Timeout | undefined;
  #checked: string | undefined;
  #busy = false;

  /** `sayGone` is called when the file is not there; an editor's short absence is not noticed. */
  constructor(file: string, check: () => Promise<void>, sayGone: () => void) {
    this.#file = file;
    this.#check = check;
    this.#sayGone = sayGone;
    this.#watcher = watch(dirname(file), (_, name) => {
      if (name === null || name === basename(file)) this.#checkSoon();
    });
    this.#watcher.on('error', () => {}); // the folder is gone: there is nothing to check until it is back
    this.#checkSoon();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watcher.close();
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#checkIfNew(), QUIET_MS);
  }

  /** What is saved while a check runs is checked after it. */
  async #checkIfNew(): Promise<void> {
    if (this.#busy) return this.#checkSoon();
    const text = this.#read();
    if (text === this.#checked) return;
    this.#checked = text;
    if (text === undefined) return this.#sayGone();
    this.#busy = true;
    await this.#check();
    this.#busy = false;
  }

  /** Undefined when it is not there. */
  #read(): string | undefined {
    try {
      return readFileSync(this.#file, 'utf8');
    } catch {
      return undefined;
    }
  }
}
