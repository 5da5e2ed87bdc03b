/**
 * The walk through a lesson: explain, let guess, run on real sockets, compare, say why. Enter paces it at a terminal;
 * in a pipe, or when asked to, it runs through.
 *
 * All prose comes from the README, all actions from steps.ts; here is only the order of things.
 */

import type { Language } from '../../terminal/language.ts';
import { Keyboard } from './keyboard.ts';
import { type Block, hanging, inline, layOut } from './markdown.ts';
import { type LessonText, type Question, readLesson, type StepText } from './readme.ts';
import { Stage } from './stage.ts';
import { loadSteps, type Steps } from './step.ts';
import { WALK_WORDS, type WalkWords } from './walk-words.ts';

export interface WalkOptions {
  readonly language: Language;
  /** The number of the step to begin with. */
  readonly from: number;
  /** Runs through without waiting for anybody. */
  readonly auto: boolean;
  /** Told of each step that begins; of the number after the last at the end. */
  readonly onStep: (number: number) => void;
}

/** `left`: before the last step. */
export type Walked = 'finished' | 'left' | 'interrupted';

/** Lines longer than this do not read well from the last row. */
const MOST_COLUMNS = 76;
const INDENT = '  ';
/** For what stands between the parts of a step, and the line that waits for a key. */
const MARGIN_ROWS = 6;

/** Walks the lesson. Rejects when a step does not run as it should. */
export async function walkLesson(slug: string, options: WalkOptions): Promise<Walked> {
  const walk = new Walk(readLesson(slug, options.language), await loadSteps(slug), options);
  try {
    return await Promise.race([walk.walk(), walk.interrupted]);
  } finally {
    await walk.close();
  }
}

class Walk {
  /** Resolves at Ctrl-C. */
  readonly interrupted: Promise<'interrupted'>;
  readonly #lesson: LessonText;
  readonly #steps: Steps;
  readonly #options: WalkOptions;
  readonly #words: WalkWords;
  readonly #keyboard: Keyboard | undefined;
  #stage: Stage | undefined;
  /** Lines since the last key. */
  #unread = 0;

  constructor(lesson: LessonText, steps: Steps, options: WalkOptions) {
    this.#lesson = lesson;
    this.#steps = steps;
    this.#options = options;
    this.#words = WALK_WORDS[options.language];
    let interrupt = () => {};
    this.interrupted = new Promise((resolve) => {
      interrupt = () => resolve('interrupted');
    });
    if (!options.auto) this.#keyboard = new Keyboard(interrupt);
    for (const signal of ['SIGINT', 'SIGHUP'] as const) process.once(signal, interrupt);
  }

  async walk(): Promise<Walked> {
    const { steps } = this.#lesson;
    let index = Math.min(Math.max(this.#options.from, 1), steps.length) - 1;
    for (let step = steps[index]; step; step = steps[index]) {
      this.#options.onStep(step.number);
      const move = (await this.#showStep(step)) ?? (await this.#askWhereTo());
      if (move === 'leave') return 'left';
      index = Math.max(0, index + { next: 1, again: 0, back: -1 }[move]);
    }
    this.#options.onStep(steps.length + 1);
    return 'finished';
  }

  async close(): Promise<void> {
    this.#keyboard?.close();
    await this.#stage?.close();
  }

  /** Where to go instead, when somebody would rather do that than go on with the step. */
  async #showStep(step: StepText): Promise<Move | undefined> {
    this.#unread = 0;
    this.#printHeader(step);
    this.#printBlocks(step.explanation);
    const { guess, move } = step.question ? await this.#askGuess(step.question) : {};
    const action = this.#steps[step.number];
    const leaving = move ?? (action && (await this.#pauseBefore(step.transcript?.length ?? 0, 'run')));
    if (leaving) return leaving;
    if (action) await this.#run(action);
    const why = layOut(step.why, this.#width);
    const elsewhere = action && (await this.#pauseBefore(why.length, 'why'));
    if (elsewhere) return elsewhere;
    if (guess !== undefined) this.#print('', this.#words.guessed(guess, step.question?.answer ?? ''));
    if (why.length > 0) this.#print('', ...why);
    return undefined;
  }

  /** Waits for a key where so many lines more would push lines off the screen that nobody has read. */
  async #pauseBefore(lines: number, what: 'run' | 'why'): Promise<Move | undefined> {
    const rows = process.stdout.rows ?? Number.POSITIVE_INFINITY;
    if (!this.#keyboard || this.#unread + lines + MARGIN_ROWS <= rows) return undefined;
    this.#print('', this.#words.pause[what]);
    const move = await this.#move(this.#keyboard);
    return move === 'next' ? undefined : move;
  }

  #printHeader({ number, title }: StepText): void {
    const { number: lesson, name, steps } = this.#lesson;
    const place = ` ${this.#words.place(lesson, name, number, steps.length)} `;
    this.#print('', '', `━━${place}${'━'.repeat(Math.max(2, this.#width - place.length - 2))}`, '');
    this.#printBlocks([{ kind: 'heading', level: 2, text: title }]);
    this.#print('');
  }

  /** Neither a guess nor a move: Enter alone, or nobody is asked. */
  async #askGuess({ choices }: Question): Promise<{ guess?: string; move?: Move }> {
    this.#print('');
    for (const [letter, text] of choices)
      this.#print(...hanging(` ${letter}  `, text, this.#width).map(inline));
    if (!this.#keyboard) return {};
    const prompt = this.#words.askGuess([...choices.keys()].join(' '));
    let guess: string | undefined;
    const show = (key: string) => process.stdout.write(`\r${INDENT}${prompt} ${key}`);
    this.#print('');
    show('');
    const move = await this.#keyboard.answer((key) => {
      if (MOVES[key]) return MOVES[key];
      guess = choices.has(key) ? key : undefined;
      show(guess ? `${guess} ` : '? ');
      return undefined;
    });
    this.#print('');
    this.#unread = 0;
    if (move !== 'next') return { move };
    return guess === undefined ? {} : { guess };
  }

  async #run(action: NonNullable<Steps[number]>): Promise<void> {
    this.#print('');
    const { language } = this.#options;
    this.#stage = new Stage((line) => this.#print(`${INDENT}${line[language]}`), this.#width);
    await action(this.#stage);
    await this.#stage.close();
    this.#stage = undefined;
  }

  async #askWhereTo(): Promise<Move> {
    if (!this.#keyboard) return 'next';
    this.#print('', this.#words.keys);
    return this.#move(this.#keyboard);
  }

  async #move(keyboard: Keyboard): Promise<Move> {
    const move = await keyboard.answer((key) => MOVES[key]);
    this.#unread = 0;
    return move;
  }

  get #width(): number {
    return Math.min(MOST_COLUMNS, (process.stdout.columns ?? 80) - 2 * INDENT.length);
  }

  #printBlocks(blocks: readonly Block[]): void {
    this.#print(...layOut(blocks, this.#width));
  }

  #print(...lines: readonly string[]): void {
    this.#unread += lines.length;
    for (const line of lines) process.stdout.write(`${line === '' ? '' : INDENT + line}\n`);
  }
}

type Move = 'next' | 'back' | 'again' | 'leave';

const MOVES: Readonly<Record<string, Move>> = {
  return: 'next',
  enter: 'next',
  space: 'next',
  right: 'next',
  down: 'next',
  left: 'back',
  up: 'back',
  backspace: 'back',
  r: 'again',
  q: 'leave',
  escape: 'leave',
  end: 'leave',
};
