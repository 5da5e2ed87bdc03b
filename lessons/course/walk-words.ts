/** What the walk says of its own, in both languages; everything else is the README's. */

import type { Language } from '../../terminal/language.ts';

export interface WalkWords {
  readonly place: (lesson: string, name: string, step: number, steps: number) => string;
  readonly askGuess: (letters: string) => string;
  readonly guessed: (letter: string, answer: string) => string;
  /** Before a step runs, and before it is explained. */
  readonly pause: { readonly run: string; readonly why: string };
  readonly keys: string;
}

export const WALK_WORDS: Readonly<Record<Language, WalkWords>> = {
  en: {
    place: (lesson, name, step, steps) => `Lesson ${lesson} · ${name} · step ${step} of ${steps}`,
    askGuess: (letters) => `Your guess (${letters}), then Enter:`,
    guessed: (letter, answer) =>
      `You guessed ${letter}${letter === answer ? ', and so it was.' : `; the answer is ${answer}.`}`,
    pause: { run: 'Enter: run it', why: 'Enter: why?' },
    keys: 'Enter next · ← back · r run again · q leave',
  },
  pt: {
    place: (lesson, name, step, steps) => `Lição ${lesson} · ${name} · passo ${step} de ${steps}`,
    askGuess: (letters) => `Seu palpite (${letters}), depois Enter:`,
    guessed: (letter, answer) =>
      `Seu palpite foi ${letter}${letter === answer ? ', e foi isso mesmo.' : `; a resposta é ${answer}.`}`,
    pause: { run: 'Enter: roda', why: 'Enter: por quê?' },
    keys: 'Enter avança · ← volta · r repete · q sai',
  },
};
