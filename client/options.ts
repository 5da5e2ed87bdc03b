/** The client's command line. */

import type { Address } from '../terminal/address.ts';
import type { Language } from '../terminal/language.ts';
import { flagOption, numberOption, readCommandLine, secondsOption, textOption } from '../terminal/options.ts';
import { INSPECTOR_PORT, SERVER_PORT } from '../terminal/ports.ts';
import { EarlyExit, ExitCode } from '../terminal/program.ts';
import { parseLine } from './line.ts';
import { mistakeText } from './report.ts';
import { CLIENT_SENTENCES } from './sentences.ts';

export interface ClientSettings {
  readonly language: Language;
  readonly server: Address;
  /** Tried first; undefined when an address was typed, or --direct. */
  readonly inspector: Address | undefined;
  readonly outFolder: string;
  readonly json: boolean;
  /** Seconds without a byte while an answer is owed; undefined where none were typed. */
  readonly timeoutMs: number | undefined;
  /** The one command of a one-shot run; undefined for the menu. */
  readonly line: string | undefined;
}

/** Settings from the words of the command line. Throws EarlyExit with a sentence for the person who typed them. */
export function readClientOptions(
  language: Language,
  argv: readonly string[],
  program = PROGRAM.name,
): ClientSettings {
  const { values, typed, words } = readCommandLine({ ...PROGRAM, name: program }, language, argv);
  const line = words.length > 0 ? words.join(' ') : undefined;
  if (line !== undefined) refuseMistake(line, language);
  const addressTyped = typed.has('host') || typed.has('port');
  return {
    language,
    server: { host: values.host, port: values.port },
    inspector: addressTyped || values.direct ? undefined : { host: values.host, port: INSPECTOR_PORT },
    outFolder: values.out,
    json: values.json,
    timeoutMs: typed.has('timeout') ? values.timeout * 1000 : undefined,
    line,
  };
}

/** A mistake on the command line is told before anybody is bothered with a connection. */
function refuseMistake(line: string, language: Language): void {
  const typed = parseLine(line);
  if (typed.kind !== 'mistake') return;
  throw new EarlyExit(ExitCode.usage, mistakeText(typed.mistake, CLIENT_SENTENCES[language]));
}

const PROGRAM = {
  name: 'echo-client.ts',
  words: true,
  usage: {
    en: 'Usage: npx tsx echo-client.ts [options] [COMMAND [NAME]]',
    pt: 'Uso: npx tsx echo-client.ts [opções] [COMANDO [NOME]]',
  },
  about: {
    en: [
      'Without a command: a menu, or lines from a pipe. With a command: CONSULTA, HORA,',
      'ARQUIVO NAME, LISTAR, SAIR or PING TEXT, answered on standard output.',
      'Exit: 0 answered, 1 an error was answered, 2 usage, 3 no connection, 130 Ctrl-C.',
    ].join('\n'),
    pt: [
      'Sem comando: um menu, ou linhas de um pipe. Com um comando: CONSULTA, HORA,',
      'ARQUIVO NOME, LISTAR, SAIR ou PING TEXTO, respondido na saída padrão.',
      'Saída: 0 respondido, 1 respondido com erro, 2 uso, 3 sem conexão, 130 Ctrl-C.',
    ].join('\n'),
  },
  options: {
    host: textOption('ADDRESS', '127.0.0.1', { en: 'the server', pt: 'o servidor' }),
    port: numberOption(
      'PORT',
      SERVER_PORT,
      { least: 1, most: 65_535 },
      { en: 'its port', pt: 'a porta dele' },
    ),
    direct: flagOption({
      en: `do not go through an inspector on ${INSPECTOR_PORT}`,
      pt: `não passa por um inspetor em ${INSPECTOR_PORT}`,
    }),
    out: textOption('DIR', 'downloads', { en: 'folder for files', pt: 'pasta para os arquivos' }),
    json: flagOption({ en: 'each answer as one line of JSON', pt: 'cada resposta em uma linha de JSON' }),
    timeout: secondsOption(30, {
      en: 'longest silence to wait for; the menu waits without end',
      pt: 'tempo máximo sem receber nada; no menu não há limite',
    }),
  },
};
