/** The server's command line, and how many connections this machine lets it promise. */

import { fileURLToPath } from 'node:url';
import type { Language } from '../terminal/language.ts';
import { numberOption, portOption, readCommandLine, secondsOption, textOption } from '../terminal/options.ts';
import { SERVER_PORT } from '../terminal/ports.ts';

const DB_FOLDER = fileURLToPath(new URL('../DB', import.meta.url));

/** Descriptors that are not connections: standard streams, the event loop, newcomers who are being refused. */
const RESERVED_DESCRIPTORS = 48;
/** Each connection may be sending a file. */
const DESCRIPTORS_PER_CONNECTION = 2;

export interface ServerSettings {
  readonly language: Language;
  readonly host: string;
  readonly port: number;
  readonly db: string;
  /** What was asked for. */
  readonly wantedConnections: number;
  /** What this machine's limits leave of it. */
  readonly maxConnections: number;
  readonly frameTimeoutMs: number;
}

/** Settings from the words of the command line. Throws EarlyExit with a sentence for the person who typed them. */
export function readServerOptions(language: Language, argv: readonly string[]): ServerSettings {
  const { values } = readCommandLine(PROGRAM, language, argv);
  return {
    language,
    host: values.host,
    port: values.port,
    db: values.db,
    wantedConnections: values['max-connections'],
    maxConnections: Math.min(values['max-connections'], affordableConnections()),
    frameTimeoutMs: values['frame-timeout'] * 1000,
  };
}

const PROGRAM = {
  name: 'echo-server.ts',
  words: false,
  usage: { en: 'Usage: npx tsx echo-server.ts [options]', pt: 'Uso: npx tsx echo-server.ts [opções]' },
  about: {
    en: 'A TCP server that answers CONSULTA, HORA, ARQUIVO, LISTAR and SAIR. Ctrl-C ends it.',
    pt: 'Um servidor TCP que responde a CONSULTA, HORA, ARQUIVO, LISTAR e SAIR. Ctrl-C o encerra.',
  },
  options: {
    host: textOption('ADDRESS', '127.0.0.1', {
      en: 'address to listen on',
      pt: 'endereço em que ouve',
    }),
    port: portOption(SERVER_PORT, { en: 'port; 0 takes a free one', pt: 'porta; 0 escolhe uma livre' }),
    db: textOption('DIR', DB_FOLDER, {
      en: 'folder whose files it serves',
      pt: 'pasta dos arquivos servidos',
    }),
    'max-connections': numberOption(
      'N',
      1000,
      { least: 1, most: 1_000_000 },
      { en: 'clients at the same time', pt: 'clientes ao mesmo tempo' },
    ),
    'frame-timeout': secondsOption(10, {
      en: 'time for the rest of a frame that has begun',
      pt: 'tempo para o resto de um quadro começado',
    }),
  },
};

/** What the limit on open files leaves room for (`ulimit -n`); Windows has no such limit. */
function affordableConnections(): number {
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } };
  const limit = Number(report.userLimits?.open_files?.soft);
  if (!Number.isFinite(limit)) return Number.POSITIVE_INFINITY;
  return Math.max(1, Math.floor((limit - RESERVED_DESCRIPTORS) / DESCRIPTORS_PER_CONNECTION));
}
