/** The inspector's command line. */

import { type Address, isLoopback, socketAddress } from '../terminal/address.ts';
import type { Language, Text } from '../terminal/language.ts';
import {
  flagOption,
  numberOption,
  type Option,
  type OptionValues,
  readCommandLine,
  textOption,
} from '../terminal/options.ts';
import { INSPECTOR_PORT, SERVER_PORT } from '../terminal/ports.ts';
import { EarlyExit, ExitCode } from '../terminal/program.ts';
import type { Dissector } from './dissect/dissection.ts';
import { DISSECTORS, dissectorNamed } from './dissect/dissectors.ts';
import { type Bounds, DEFAULT_BOUNDS } from './store.ts';
import type { ThemeName } from './theme.ts';

/** Where the events come from. */
export type Source =
  | { readonly kind: 'relay'; readonly listen: Address; readonly target: Address }
  | { readonly kind: 'replay'; readonly file: string; readonly speed: number; readonly stepwise: boolean }
  | { readonly kind: 'demo' };

export interface InspectorSettings {
  readonly language: Language;
  readonly source: Source;
  readonly as: Dissector | undefined;
  readonly bounds: Bounds;
  readonly output: 'screen' | 'plain' | 'json';
  readonly theme: ThemeName;
  /** Every event is written here as a line of JSON. */
  readonly record: string | undefined;
}

/** Settings from the words of the command line. Throws EarlyExit with a sentence for the person who typed them. */
export function readInspectorOptions(language: Language, argv: readonly string[]): InspectorSettings {
  const { values, typed } = readCommandLine(PROGRAM, language, argv);
  const output = values.json ? 'json' : values.plain || !hasScreen() ? 'plain' : 'screen';
  const problem = conflict(typed) ?? screenMissing(values.step, output) ?? circle(values);
  if (problem) throw new EarlyExit(ExitCode.usage, `${problem[language]} (${HINT[language]})`);
  return {
    language,
    source: sourceOf(values),
    as: values.as === '' ? undefined : dissectorNamed(values.as),
    bounds: { ...DEFAULT_BOUNDS, rows: values.keep },
    output,
    theme: values.theme === '' ? defaultTheme(process.env) : values.theme,
    record: values.record === '' ? undefined : values.record,
  };
}

type Values = OptionValues<typeof PROGRAM.options>;
type OptionName = keyof Values;

function sourceOf({ replay, speed, step, demo, listen, target }: Values): Source {
  if (replay !== '') return { kind: 'replay', file: replay, speed, stepwise: step };
  return demo ? { kind: 'demo' } : { kind: 'relay', listen, target };
}

const HINT: Text = {
  en: 'npx tsx inspector --help lists the options',
  pt: 'npx tsx inspector --help mostra as opções',
};

/** Of two that contradict each other, none is obeyed silently: a recording must not be overwritten by its own replay. */
const APART: readonly (readonly [OptionName, OptionName])[] = [
  ['replay', 'demo'],
  ['replay', 'record'],
  ['replay', 'listen'],
  ['replay', 'target'],
  ['demo', 'listen'],
  ['demo', 'target'],
  ['plain', 'json'],
];
const ONLY_IN_REPLAYS: readonly OptionName[] = ['speed', 'step'];

function conflict(typed: ReadonlySet<string>): Text | undefined {
  const pair = APART.find(([one, other]) => typed.has(one) && typed.has(other));
  if (pair)
    return { en: `${both(pair, 'and')} do not go together`, pt: `${both(pair, 'e')} não andam juntos` };
  const lonely = ONLY_IN_REPLAYS.find((name) => typed.has(name) && !typed.has('replay'));
  return lonely && { en: `--${lonely} goes with --replay`, pt: `--${lonely} anda com --replay` };
}

function both([one, other]: readonly [string, string], and: string): string {
  return `--${one} ${and} --${other}`;
}

function screenMissing(step: boolean, output: InspectorSettings['output']): Text | undefined {
  if (!step || output === 'screen') return undefined;
  return {
    en: '--step takes a screen, whose keys it waits for',
    pt: '--step pede uma tela, cujas teclas espera',
  };
}

/** Who forwards to himself is his own next client, for ever. */
function circle({ listen, target }: Values): Text | undefined {
  if (listen.port === 0 || listen.port !== target.port || !isSameHost(listen.host, target.host))
    return undefined;
  const address = socketAddress(target.host, target.port);
  return {
    en: `${address} is where the inspector itself would listen: it cannot be its own target`,
    pt: `${address} é onde o próprio inspetor ouviria: ele não pode ser seu próprio destino`,
  };
}

const ALL_ADDRESSES: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** As far as it can be told without asking: the relay finds out about the rest. */
function isSameHost(listen: string, target: string): boolean {
  if (listen === target) return true;
  return isLoopback(target) && (isLoopback(listen) || ALL_ADDRESSES.has(listen));
}

function hasScreen(): boolean {
  return Boolean(process.stdout.isTTY) && Boolean(process.stdin.isTTY) && process.env.TERM !== 'dumb';
}

/** NO_COLOR wants none; some terminals say what their background is. */
function defaultTheme(env: NodeJS.ProcessEnv): ThemeName {
  if (env.NO_COLOR) return 'mono';
  const background = Number(env.COLORFGBG?.split(';').at(-1) ?? Number.NaN);
  return background === 7 || background === 15 ? 'light' : 'dark';
}

function choiceOption<T extends string>(
  choices: readonly T[],
  help: { en: string; pt: string },
): Option<T | ''> {
  const list = choices.join('|');
  const read = (text: string) => choices.find((choice) => choice === text);
  return { placeholder: list, default: '', read, expected: { en: list, pt: list }, help };
}

/** `HOST:PORT`, `[::1]:PORT` or a port alone. Only a listener can leave the port, 0, to the system. */
function addressOption(
  fallback: Address,
  { leastPort }: { leastPort: 0 | 1 },
  help: { en: string; pt: string },
): Option<Address> {
  const expected = {
    en: `HOST:PORT, or a port from ${leastPort} to 65535`,
    pt: `ENDEREÇO:PORTA, ou uma porta de ${leastPort} a 65535`,
  };
  const read = (text: string) => readAddress(text, leastPort);
  return { placeholder: 'HOST:PORT', default: fallback, read, expected, help };
}

function readAddress(text: string, leastPort: number): Address | undefined {
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]:|([^:]+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === '' || port < leastPort || port > 65_535) return undefined;
  return { host: bracketed ?? plain ?? '127.0.0.1', port };
}

const HOME = '127.0.0.1';

const PROGRAM = {
  name: 'inspector',
  words: false,
  usage: { en: 'Usage: npx tsx inspector [options]', pt: 'Uso: npx tsx inspector [opções]' },
  about: {
    en: [
      `Stands between client and server: listens on ${INSPECTOR_PORT}, forwards to ${SERVER_PORT}, and shows every frame.`,
      'On a terminal, a screen (? shows its keys); elsewhere, and with --plain, text.',
    ].join('\n'),
    pt: [
      `Fica entre cliente e servidor: ouve em ${INSPECTOR_PORT}, repassa a ${SERVER_PORT} e mostra cada quadro.`,
      'Em um terminal, uma tela (? mostra as teclas); fora dele, e com --plain, texto.',
    ].join('\n'),
  },
  options: {
    listen: addressOption(
      { host: HOME, port: INSPECTOR_PORT },
      { leastPort: 0 },
      { en: 'where clients connect', pt: 'onde os clientes se conectam' },
    ),
    target: addressOption(
      { host: HOME, port: SERVER_PORT },
      { leastPort: 1 },
      { en: 'where it forwards to', pt: 'para onde repassa' },
    ),
    as: choiceOption(
      DISSECTORS.map(({ name }) => name),
      {
        en: 'what the connections speak; without it, told by their first bytes',
        pt: 'o protocolo das conexões; sem ela, deduzido dos primeiros bytes',
      },
    ),
    keep: numberOption(
      'N',
      DEFAULT_BOUNDS.rows,
      { least: 100, most: 10_000_000 },
      { en: 'how many of the newest frames are kept', pt: 'quantos quadros guardar, os mais novos' },
    ),
    plain: flagOption({ en: 'text as it goes, no screen', pt: 'texto corrido, sem tela' }),
    json: flagOption({ en: 'one line of JSON per event', pt: 'uma linha de JSON por evento' }),
    record: textOption('FILE', '', {
      en: 'write every event to a new file',
      pt: 'grava cada evento em um arquivo novo',
    }),
    replay: textOption('FILE', '', {
      en: 'show such a file, without a network',
      pt: 'reproduz um arquivo desses, sem rede',
    }),
    speed: numberOption(
      'N',
      1,
      { least: 1, most: 1_000 },
      { en: 'replay N times as fast', pt: 'reproduz N vezes mais rápido' },
    ),
    step: flagOption({ en: 'replay step by step, with Space', pt: 'reproduz um evento por vez, com Espaço' }),
    demo: flagOption({
      en: 'a server and a client of its own, to look at',
      pt: 'um servidor e um cliente próprios, para conhecer o programa',
    }),
    theme: choiceOption(['dark', 'light', 'mono'] as const, { en: 'colours', pt: 'cores' }),
  },
};
