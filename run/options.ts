/** The command line of run.ts: its own options first; from the first other word on, everything is the client's. */

import type { Language } from '../terminal/language.ts';
import { flagOption, portOption, readCommandLine, textOption } from '../terminal/options.ts';
import { SERVER_PORT } from '../terminal/ports.ts';

export interface RunSettings {
  readonly language: Language;
  /** What the server is started with: exactly what was typed. */
  readonly serverWords: readonly string[];
  /** The address for the client, where one was typed: it then goes there directly. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly inspector: boolean;
  readonly clientWords: readonly string[];
}

const SERVER_OPTIONS = ['host', 'port', 'db', 'lang'] as const;

/** Settings from the words of the command line. Throws EarlyExit with a sentence for the person who typed them. */
export function readRunOptions(language: Language, argv: readonly string[]): RunSettings {
  const { own, clientWords } = splitWords(argv);
  const { values, typed } = readCommandLine(PROGRAM, language, own);
  const everything = { ...values, lang: language };
  const serverWords = SERVER_OPTIONS.filter((name) => name === 'lang' || typed.has(name)).flatMap((name) => [
    `--${name}`,
    String(everything[name]),
  ]);
  return {
    language,
    serverWords,
    host: typed.has('host') ? values.host : undefined,
    port: typed.has('port') ? values.port : undefined,
    inspector: values.inspector,
    clientWords,
  };
}

const PROGRAM = {
  name: 'run.ts',
  words: false,
  usage: {
    en: 'Usage: npx tsx run.ts [options] [--] [words for the client]',
    pt: 'Uso: npx tsx run.ts [opções] [--] [palavras para o cliente]',
  },
  about: {
    en: 'Starts the server and runs the client beside it; when the client ends, both are gone.',
    pt: 'Inicia o servidor e roda o cliente ao lado; quando o cliente termina, os dois são encerrados.',
  },
  options: {
    host: textOption('ADDRESS', '127.0.0.1', {
      en: 'address the server listens on',
      pt: 'endereço em que o servidor ouve',
    }),
    port: portOption(SERVER_PORT, { en: 'its port; 0 takes a free one', pt: 'a porta; 0 escolhe uma livre' }),
    db: textOption('DIR', 'DB', { en: 'folder whose files it serves', pt: 'pasta dos arquivos servidos' }),
    inspector: flagOption({
      en: 'server, inspector and client side by side in tmux',
      pt: 'servidor, inspetor e cliente lado a lado no tmux',
    }),
  },
};

function splitWords(argv: readonly string[]): { own: string[]; clientWords: string[] } {
  const withValue = new Set(['--host', '--port', '--db', '--lang']);
  const flags = new Set(['--inspector', '--help', '-h', '--version']);
  let position = 0;
  while (position < argv.length) {
    const name = argv[position]?.split('=', 1)[0] ?? '';
    if (!withValue.has(name) && !flags.has(name)) break;
    position += withValue.has(argv[position] ?? '') ? 2 : 1;
  }
  const rest = argv.slice(position);
  return { own: argv.slice(0, position), clientWords: rest[0] === '--' ? rest.slice(1) : rest };
}
