/**
 * The commands, as a table: what each is called, what it takes, what it does in a line, and where it is. The help text
 * and the sentences for wrong words are made from it.
 */

import type { Text } from '../../terminal/language.ts';
import type { Situation } from './situation.ts';

export interface Command {
  readonly name: string;
  /** How many words it takes behind its name; the first is a lesson. */
  readonly words: 0 | 1 | 2;
  /** As in the help text. */
  readonly usage: Text;
  /** The options that mean something to it. */
  readonly options: readonly string[];
  readonly help: Text;
  /** Resolves with the exit code. A command's file is loaded only when it is needed. */
  readonly run: (situation: Situation) => Promise<number>;
}

const LESSON: Text = { en: '[LESSON]', pt: '[LIÇÃO]' };

export const COMMANDS: readonly Command[] = [
  {
    name: 'list',
    words: 0,
    usage: { en: '', pt: '' },
    options: [],
    help: {
      en: 'the lessons, your progress, what to type next',
      pt: 'as lições, seu progresso e o próximo comando',
    },
    run: async (situation) => (await import('./list.ts')).list(situation),
  },
  {
    name: 'run',
    words: 1,
    usage: LESSON,
    options: ['step', 'auto'],
    help: { en: 'walks through a lesson on real sockets', pt: 'percorre uma lição com sockets de verdade' },
    run: async (situation) => (await import('./run.ts')).run(situation),
  },
  {
    name: 'start',
    words: 1,
    usage: LESSON,
    options: [],
    help: { en: 'gives you the exercise, in work/', pt: 'entrega o exercício, em work/' },
    run: async (situation) => (await import('./start.ts')).start(situation),
  },
  {
    name: 'check',
    words: 1,
    usage: LESSON,
    options: ['seed'],
    help: { en: 'checks your answer', pt: 'confere a sua resposta' },
    run: async (situation) => (await import('./check.ts')).check(situation),
  },
  {
    name: 'watch',
    words: 1,
    usage: LESSON,
    options: ['seed'],
    help: { en: 'checks it again at every save', pt: 'confere de novo a cada vez que você salva' },
    run: async (situation) => (await import('./watch.ts')).watchAnswer(situation),
  },
  {
    name: 'hint',
    words: 2,
    usage: { en: '[LESSON [1-3]]', pt: '[LIÇÃO [1-3]]' },
    options: [],
    help: { en: 'the next hint, or that one', pt: 'a próxima dica, ou a de número dado' },
    run: async (situation) => (await import('./hint.ts')).hint(situation),
  },
  {
    name: 'solution',
    words: 1,
    usage: LESSON,
    options: ['give-up'],
    help: { en: 'a solution beside yours, after a pass', pt: 'uma solução ao lado da sua, depois de passar' },
    run: async (situation) => (await import('./solution.ts')).solution(situation),
  },
  {
    name: 'diff',
    words: 2,
    usage: { en: '[LESSON [LESSON]]', pt: '[LIÇÃO [LIÇÃO]]' },
    options: [],
    help: {
      en: 'what changed in the programs between two lessons',
      pt: 'o que mudou nos programas entre duas lições',
    },
    run: async (situation) => (await import('./diff.ts')).diff(situation),
  },
  {
    name: 'reset',
    words: 1,
    usage: LESSON,
    options: ['yes'],
    help: {
      en: 'puts your answer aside, forgets progress; asks first',
      pt: 'guarda sua resposta, esquece o progresso; antes pergunta',
    },
    run: async (situation) => (await import('./reset.ts')).reset(situation),
  },
];
