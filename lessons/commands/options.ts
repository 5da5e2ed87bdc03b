/** The command line of `npx tsx lessons`: which command, which lesson, which options. */

import { printable } from '../../terminal/escape.ts';
import type { Language, Text } from '../../terminal/language.ts';
import { flagOption, numberOption, readCommandLine } from '../../terminal/options.ts';
import { EarlyExit, ExitCode } from '../../terminal/program.ts';
import { didYouMean } from '../course/catalogue.ts';
import { type Situation, typed as typedCommand } from './situation.ts';
import { COMMANDS, type Command } from './table.ts';

export interface LessonsCommandLine {
  readonly command: Command;
  readonly words: readonly string[];
  readonly options: Situation['options'];
}

/** Typed as commands, they mean --help. */
const HELP_WORDS = ['help', 'ajuda'];
/** What is printed as no default. */
const NOT_TYPED = Number.POSITIVE_INFINITY;

/** Throws EarlyExit with a sentence for the person who typed it. */
export function readLessonsOptions(language: Language, argv: readonly string[]): LessonsCommandLine {
  const { values, typed, words } = readCommandLine(PROGRAM, language, argv);
  const [name = 'list', ...others] = words;
  if (HELP_WORDS.includes(name.toLowerCase())) readCommandLine(PROGRAM, language, ['--help']);
  const command = COMMANDS.find((candidate) => candidate.name === name.toLowerCase());
  if (!command) return refuse(unknownCommand(name), language);
  const surplus = others[command.words];
  if (surplus !== undefined) return refuse(tooManyWords(command, surplus), language);
  for (const option of typed)
    if (option in PROGRAM.options && !command.options.includes(option))
      return refuse(foreignOption(command, option), language);
  const { auto, yes } = values;
  const step = typed.has('step') ? values.step : 0;
  const seed = typed.has('seed') ? values.seed : undefined;
  return { command, words: others, options: { step, auto, yes, seed, giveUp: values['give-up'] } };
}

function refuse(sentence: Text, language: Language): never {
  throw new EarlyExit(ExitCode.usage, sentence[language]);
}

function unknownCommand(name: string): Text {
  const names = COMMANDS.map((command) => command.name);
  const meant = didYouMean(names, name);
  const shown = printable(name, 40);
  const guess = {
    en: meant ? ` Did you mean "${meant}"?` : '',
    pt: meant ? ` Você quis dizer "${meant}"?` : '',
  };
  const looksLikeLesson = /^\d+$/.test(name);
  return {
    en: looksLikeLesson
      ? `A command comes first: ${typedCommand('run', shown)}`
      : `There is no command "${shown}".${guess.en} There are: ${names.join(', ')}.`,
    pt: looksLikeLesson
      ? `Primeiro vem um comando: ${typedCommand('run', shown)}`
      : `Não existe o comando "${shown}".${guess.pt} Existem: ${names.join(', ')}.`,
  };
}

function tooManyWords({ name, usage }: Command, surplus: string): Text {
  const shown = printable(surplus, 40);
  return {
    en: `"${shown}" is one word too many: ${typedCommand(name, usage.en)}`.trimEnd(),
    pt: `"${shown}" é uma palavra a mais: ${typedCommand(name, usage.pt)}`.trimEnd(),
  };
}

function foreignOption({ name }: Command, option: string): Text {
  const owners = COMMANDS.filter(({ options }) => options.includes(option)).map((command) => command.name);
  return {
    en: `--${option} means nothing to ${name}; it is for ${owners.join(', ')}.`,
    pt: `--${option} não diz nada a ${name}; é de ${owners.join(', ')}.`,
  };
}

function commandRows(language: Language): string {
  const heads = COMMANDS.map(({ name, usage }) => `${name} ${usage[language]}`.trimEnd());
  const width = Math.max(...heads.map((head) => head.length));
  return COMMANDS.map(({ help }, row) => `  ${heads[row]?.padEnd(width)}  ${help[language]}`).join('\n');
}

const PROGRAM = {
  name: 'lessons',
  words: true,
  usage: {
    en: 'Usage: npx tsx lessons [COMMAND] [LESSON] [options]',
    pt: 'Uso: npx tsx lessons [COMANDO] [LIÇÃO] [opções]',
  },
  about: {
    en: [
      'The road to the protocol, one idea at a time, on real sockets.',
      '',
      commandRows('en'),
      '',
      'LESSON: a number, a name or a part of one; without it, the lesson you are at.',
      'Exit: 0 done, 1 the check failed, or what is needed is not there yet, 2 usage, 130 Ctrl-C.',
    ].join('\n'),
    pt: [
      'O caminho até o protocolo, uma ideia por vez, com sockets de verdade.',
      '',
      commandRows('pt'),
      '',
      'LIÇÃO: um número, um nome ou parte dele; sem ela, a lição em que você está.',
      'Saída: 0 feito, 1 a resposta não passou ou falta algo antes, 2 uso, 130 Ctrl-C.',
    ].join('\n'),
  },
  options: {
    step: numberOption(
      'N',
      NOT_TYPED,
      { least: 1, most: 99 },
      { en: 'run: begin at this step', pt: 'run: começa neste passo' },
    ),
    auto: flagOption({ en: 'run: do not wait for Enter', pt: 'run: não espera por Enter' }),
    'give-up': flagOption({ en: 'solution: before you have passed', pt: 'solution: antes de ter passado' }),
    yes: flagOption({ en: 'reset: do not ask', pt: 'reset: não pergunta' }),
    seed: numberOption(
      'N',
      NOT_TYPED,
      { least: 0, most: 999_999_999 },
      {
        en: 'check, watch: the same random cuts again',
        pt: 'check, watch: repete os mesmos cortes ao acaso',
      },
    ),
  },
};
