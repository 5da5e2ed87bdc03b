/** What a report says, in both languages. */

import type { Language, Text } from '../../terminal/language.ts';
import type { ValueKind } from '../course/difference.ts';
import type { Failure, Thrown } from '../course/verdict.ts';

export interface ReportWords {
  readonly expected: string;
  readonly got: string;
  /** Stands where a value is missing. */
  readonly nothing: string;
  /** The title of what comes before the first check. */
  readonly loading: string;
  readonly output: string;
  readonly moreOutput: string;
  readonly hint: string;
  readonly solution: string;
  readonly nextLesson: string;
  readonly allPassed: string;
  readonly passed: (lesson: string) => string;
  readonly stepsBefore: (count: number) => string;
  /** A place inside a value, such as `[1]`. */
  readonly at: (path: string) => string;
  /** Bytes are two hex digits, or undefined behind the last one. */
  readonly firstByte: (at: number, expected: string | undefined, got: string | undefined) => string;
}

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  en: {
    expected: 'expected',
    got: 'received',
    nothing: '(nothing)',
    loading: 'loading your file',
    output: 'Your code printed:',
    moreOutput: '… and more',
    hint: 'hint',
    solution: 'How others might have written it:',
    nextLesson: 'The next lesson:',
    allPassed: 'That was the last one: you have passed them all.',
    passed: (lesson) => `✔ You have passed ${lesson}.`,
    stepsBefore: (count) => `… ${count} ${count === 1 ? 'step' : 'steps'} before`,
    at: (path) => `They differ at ${path}.`,
    firstByte: (at, expected, got) =>
      `Byte ${at}, counted from 0: expected ${expected ?? 'the end'}, received ${got ?? 'the end'}.`,
  },
  pt: {
    expected: 'esperado',
    got: 'recebido',
    nothing: '(nada)',
    loading: 'carregando seu arquivo',
    output: 'Seu código imprimiu:',
    moreOutput: '… e mais',
    hint: 'dica',
    solution: 'Como outros poderiam ter escrito:',
    nextLesson: 'A próxima lição:',
    allPassed: 'Era a última: você passou em todas.',
    passed: (lesson) => `✔ Você passou em ${lesson}.`,
    stepsBefore: (count) => `… ${count} ${count === 1 ? 'passo' : 'passos'} antes`,
    at: (path) => `A diferença está em ${path}.`,
    firstByte: (at, expected, got) =>
      `Byte ${at}, contando do 0: esperado ${expected ?? 'o fim'}, recebido ${got ?? 'o fim'}.`,
  },
};

/** Where one kind of value was taken for another. */
export function kindSentence({ expected, got }: { expected: ValueKind; got: ValueKind }): Text {
  const [wanted, given] = [VALUE_KINDS[expected], VALUE_KINDS[got]];
  return {
    en: `Your code gave ${given.en}${GIVEN_BY[got]?.en ?? ''}; ${wanted.en} was expected.`,
    pt: `Seu código devolveu ${given.pt}${GIVEN_BY[got]?.pt ?? ''}; o esperado era ${wanted.pt}.`,
  };
}

const VALUE_KINDS: Readonly<Record<ValueKind, Text>> = {
  nothing: { en: 'undefined', pt: 'undefined' },
  promise: { en: 'a promise', pt: 'uma promise' },
  bytes: { en: 'a Buffer', pt: 'um Buffer' },
  text: { en: 'text (a string)', pt: 'um texto (string)' },
  number: { en: 'a number', pt: 'um número' },
  array: { en: 'an array', pt: 'um array' },
  object: { en: 'an object', pt: 'um objeto' },
};

const GIVEN_BY: Readonly<Partial<Record<ValueKind, Text>>> = {
  nothing: { en: ', as a function without return does', pt: ', como faz uma função sem return' },
  promise: { en: ', as every async function does', pt: ', como faz toda função async' },
};

/** What happened, where no two values can be put side by side. */
export function failureSentences(failure: Failure): Text[] {
  switch (failure.kind) {
    case 'not-loaded':
      return [
        { en: 'Your file cannot be loaded.', pt: 'Não foi possível carregar seu arquivo.' },
        ...thrown(failure.error),
      ];
    case 'not-exported':
      return notExported(failure.names.join(', '));
    case 'threw':
      return [
        { en: 'Your code threw an error.', pt: 'Seu código lançou um erro.' },
        ...thrown(failure.error),
      ];
    case 'accepted':
      return [ACCEPTED, same(failure.got)];
    case 'threw-no-error':
      return [NO_ERROR];
    case 'stuck':
      return [failure.idle ? IDLE : LOOPING];
    case 'left':
      return [left(failure.how)];
    case 'out-of-memory':
      return [OUT_OF_MEMORY];
    case 'mistaken':
    case 'differs':
      return [];
  }
}

function thrown({ said, line }: Thrown): Text[] {
  const at = { en: `In line ${line} of your file.`, pt: `Na linha ${line} do seu arquivo.` };
  return [same(said), ...(line === undefined ? [] : [at])];
}

function same(text: string): Text {
  return { en: text, pt: text };
}

function notExported(names: string): Text[] {
  return [
    { en: `Your file does not export ${names}.`, pt: `Seu arquivo não exporta ${names}.` },
    {
      en: 'Leave the word "export" and the name as they were.',
      pt: 'Deixe a palavra "export" e o nome como estavam.',
    },
  ];
}

function left(how: string): Text {
  return {
    en: `Your code ended the whole program (${how}) in the middle of the check. Is there a process.exit() in it?`,
    pt: `Seu código encerrou o programa inteiro (${how}) no meio da conferência. Há um process.exit() nele?`,
  };
}

const ACCEPTED: Text = {
  en: 'This had to be refused with an error (throw). Your code took it and returned:',
  pt: 'Isto tinha de ser recusado com um erro (throw). Seu código aceitou e devolveu:',
};
const NO_ERROR: Text = {
  en: 'This was refused, but what was thrown is no Error. Write: throw new Error("…")',
  pt: 'Isto foi recusado, mas o que foi lançado não é um Error. Escreva: throw new Error("…")',
};
const IDLE: Text = {
  en: 'Your code waits for what can never come: nothing is left that could still happen. A promise that nobody resolves?',
  pt: 'Seu código espera o que nunca virá: não resta nada que ainda possa acontecer. Uma promise que ninguém resolve?',
};
const LOOPING: Text = {
  en: 'Nothing more came of your code, and it was stopped. Something that it never sends, a wait for what never comes, or a loop that never ends?',
  pt: 'Seu código não deu mais sinal e foi interrompido. Será que ele não envia algo, espera pelo que nunca vem, ou está num laço sem fim?',
};
const OUT_OF_MEMORY: Text = {
  en: 'Your code used up its memory. A loop that never ends and keeps what it makes?',
  pt: 'Seu código gastou toda a memória. Um laço que nunca termina e guarda o que faz?',
};
