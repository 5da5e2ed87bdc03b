/** What the walk says of its own, in both languages; everything else is the README's. */

import type { Language } from '../../terminal/language.ts';

export interface WalkWords {
  readonly place: (lesson: string, name: string, step: number, steps: number) => string;
  readonly askGuess: (letters: string) => string;
  readonly guessed: (letter: string, answer: string) => string;
  readonly keys: string;
}

export const WALK_WORDS: Readonly<Record<Language, WalkWords>> = {
  en: {
    place: (lesson, name, step, steps) => `Lesson ${lesson} · ${name} · step ${step} of ${steps}`,
    askGuess: (letters) => `Your guess: ${letters}   (Enter: no guess · q: leave)`,
    guessed: (letter, answer) =>
      `You guessed ${letter}${letter === answer ? ', and so it was.' : `; it was ${answer}.`}`,
    keys: 'Enter next · ← back · r run again · q leave',
  },
  pt: {
    place: (lesson, name, step, steps) => `Lição ${lesson} · ${name} · passo ${step} de ${steps}`,
    askGuess: (letters) => `Seu palpite: ${letters}   (Enter: sem palpite · q: sai)`,
    guessed: (letter, answer) =>
      `Seu palpite foi ${letter}${letter === answer ? ', e foi isso mesmo.' : `; foi ${answer}.`}`,
    keys: 'Enter avança · ← volta · r repete · q sai',
  },
};
