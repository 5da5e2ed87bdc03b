/**
 * Command lines as tables. A program lists its options once; reading them, their defaults, the help text and the
 * sentence for each mistake all come from that table.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printable } from './escape.ts';
import type { Language, Text } from './language.ts';
import { EarlyExit, ExitCode } from './program.ts';
import { wordWrap } from './word-wrap.ts';

export interface Option<T> {
  /** What stands for the value in the help text, as in `--port PORT`; absent for a flag. */
  readonly placeholder?: string;
  readonly default: T;
  /** The value, or undefined when `text` is not one. */
  readonly read: (text: string) => T | undefined;
  /** What `read` accepts, for the sentence that says that it was something else. */
  readonly expected?: Text;
  readonly help: Text;
}

type OptionTable = Readonly<Record<string, Option<unknown>>>;
export type OptionValues<Table extends OptionTable> = { [Name in keyof Table]: Table[Name]['default'] };

export interface Program<Table extends OptionTable> {
  /** As typed: `echo-server.ts`. */
  readonly name: string;
  /** Whether words that belong to no option mean something. */
  readonly words: boolean;
  readonly usage: Text;
  readonly about: Text;
  readonly options: Table;
}

export interface CommandLine<Table extends OptionTable> {
  readonly values: OptionValues<Table>;
  /** The names of the options that were typed, so that a default can be told from the same value typed. */
  readonly typed: ReadonlySet<string>;
  /** The words that belong to no option. */
  readonly words: readonly string[];
}

export function textOption(placeholder: string, fallback: string, help: Text): Option<string> {
  const expected = { en: 'a text that is not empty', pt: 'um texto que não seja vazio' };
  return { placeholder, default: fallback, read: (text) => text || undefined, expected, help };
}

export function flagOption(help: Text): Option<boolean> {
  return { default: false, read: () => true, help };
}

/** A whole number from `least` to `most`. */
export function numberOption(
  placeholder: string,
  fallback: number,
  { least, most }: { least: number; most: number },
  help: Text,
): Option<number> {
  const expected = {
    en: `a whole number from ${least} to ${most}`,
    pt: `um número inteiro de ${least} a ${most}`,
  };
  const read = (text: string) =>
    /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;
  return { placeholder, default: fallback, read, expected, help };
}

export function portOption(fallback: number, help: Text): Option<number> {
  return numberOption('PORT', fallback, { least: 0, most: 65_535 }, help);
}

/** Seconds, with or without a fraction, up to a day. `fallback` may be any number, even Infinity. */
export function secondsOption(fallback: number, help: Text): Option<number> {
  const expected = { en: 'seconds, from 0.001 to 86400', pt: 'segundos, de 0.001 a 86400' };
  const read = (text: string) =>
    /^\d{1,5}(\.\d{1,3})?$/.test(text) && Number(text) > 0 && Number(text) <= 86_400
      ? Number(text)
      : undefined;
  return { placeholder: 'SECONDS', default: fallback, read, expected, help };
}

const COMMON = {
  lang: {
    placeholder: 'pt|en',
    default: '',
    read: (text) => (text === 'pt' || text === 'en' ? text : undefined),
    expected: { en: 'pt or en', pt: 'pt ou en' },
    help: { en: 'language of what is printed', pt: 'idioma do que aparece' },
  } satisfies Option<string>,
  help: flagOption({ en: 'print this help', pt: 'mostra esta ajuda' }),
  version: flagOption({ en: 'print the version', pt: 'mostra a versão' }),
};

/**
 * Reads `argv` by the table. Throws EarlyExit with a sentence for a mistake (code 2), or with the help text or the
 * version when those were asked for (code 0).
 */
export function readCommandLine<Table extends OptionTable>(
  program: Program<Table>,
  language: Language,
  argv: readonly string[],
): CommandLine<Table> {
  const table = { ...program.options, ...COMMON };
  const fail = (sentence: Text): never => {
    const hint = { en: 'lists the options', pt: 'mostra as opções' }[language];
    throw new EarlyExit(ExitCode.usage, `${sentence[language]} (npx tsx ${program.name} --help ${hint})`);
  };
  const values = Object.fromEntries(Object.entries(table).map(([name, option]) => [name, option.default]));
  const typed = new Set<string>();
  const words: string[] = [];
  for (const token of tokens(table, argv)) {
    if (token.kind === 'positional') words.push(program.words ? token.value : noWords(token.value, fail));
    if (token.kind !== 'option') continue;
    values[token.name] = readOption(table, token, fail);
    typed.add(token.name);
  }
  if (values.help) throw new EarlyExit(ExitCode.ok, helpText(program, language));
  if (values.version) throw new EarlyExit(ExitCode.ok, version());
  return { values: values as OptionValues<Table>, typed, words };
}

function tokens(table: OptionTable, argv: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, option]) => [
      name,
      { type: option.placeholder ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  const config = {
    args: argv.map((word) => (word === '-h' ? '--help' : word)),
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  } as const;
  return parseArgs(config).tokens;
}

function readOption(
  table: OptionTable,
  token: { readonly name: string; readonly rawName: string; readonly value: string | undefined },
  fail: (sentence: Text) => never,
): unknown {
  const option = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
  const name = printable(token.rawName, 40);
  if (!option) return fail({ en: `there is no option ${name}`, pt: `não existe a opção ${name}` });
  if (!option.placeholder && token.value !== undefined)
    return fail({ en: `${name} takes no value`, pt: `${name} não recebe valor` });
  const value = option.read(token.value ?? '');
  if (value !== undefined) return value;
  const given = token.value === undefined ? undefined : `"${printable(token.value, 40)}"`;
  return fail({
    en: `${name} takes ${option.expected?.en}, not ${given ?? 'nothing'}`,
    pt: `${name} espera ${option.expected?.pt}, ${given ? `não ${given}` : 'e nada foi dado'}`,
  });
}

function noWords(word: string, fail: (sentence: Text) => never): never {
  const shown = printable(word, 40);
  return fail({ en: `"${shown}" means nothing here`, pt: `"${shown}" não era esperado aqui` });
}

function helpText(program: Program<OptionTable>, language: Language): string {
  const options = Object.entries({ ...program.options, ...COMMON });
  const names = options.map(([name, { placeholder = '' }]) =>
    `--${name} ${shownPlaceholder(placeholder, language)}`.trimEnd(),
  );
  const width = Math.max(...names.map(({ length }) => length).filter((length) => length <= NAME_COLUMNS));
  const rows = options.flatMap(([, option], row) =>
    helpRows(names[row] ?? '', option.help[language] + shownDefault(option.default), width),
  );
  const about = program.about[language].split('\n').flatMap((line) => wordWrap(line, HELP_COLUMNS));
  return [program.usage[language], '', ...about, '', ...rows].join('\n');
}

const HELP_COLUMNS = 80;
/** A longer name has a line of its own. */
const NAME_COLUMNS = 25;

function helpRows(name: string, help: string, width: number): string[] {
  const indent = ' '.repeat(width + 4);
  const [first = '', ...more] = wordWrap(help, HELP_COLUMNS - indent.length);
  const rest = more.map((line) => indent + line);
  if (name.length > width) return [`  ${name}`, indent + first, ...rest];
  return [`  ${name.padEnd(width)}  ${first}`, ...rest];
}

const PORTUGUESE: Readonly<Record<string, string>> = {
  ADDRESS: 'ENDEREÇO',
  PORT: 'PORTA',
  'HOST:PORT': 'ENDEREÇO:PORTA',
  SECONDS: 'SEGUNDOS',
  DIR: 'PASTA',
  FILE: 'ARQUIVO',
};

function shownPlaceholder(placeholder: string, language: Language): string {
  return language === 'pt' ? (PORTUGUESE[placeholder] ?? placeholder) : placeholder;
}

function shownDefault(fallback: unknown): string {
  if (isAddress(fallback)) return ` [${fallback.host}:${fallback.port}]`;
  return fallback === false || fallback === '' || fallback === Number.POSITIVE_INFINITY
    ? ''
    : ` [${String(fallback)}]`;
}

function version(): string {
  const packageFile = new URL('../package.json', import.meta.url);
  return String((JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version);
}

function isAddress(value: unknown): value is { host: string; port: number } {
  return typeof value === 'object' && value !== null && 'host' in value && 'port' in value;
}
