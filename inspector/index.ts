/** Wires the parts: a source of events, the store that keeps them, and a screen or a printer that shows them. */

import { isLoopback } from '../terminal/address.ts';
import { chooseLanguage, type Text } from '../terminal/language.ts';
import { EarlyExit, ExitCode, runProgram, untilAskedToStop } from '../terminal/program.ts';
import type { Audience } from './audience.ts';
import { type InspectorSettings, readInspectorOptions } from './options.ts';
import { jsonFormat, textFormat } from './plain.ts';
import { Printing } from './print.ts';
import { AlreadyThere, Recording } from './record.ts';
import type { RelayEvent } from './relay/events.ts';
import type { RunningSource } from './running-source.ts';
import { startSource } from './source.ts';
import { Store } from './store.ts';

/** At the end, connections that do not close by themselves are not waited for longer. */
const PATIENCE_MS = 2_000;

async function main(): Promise<number> {
  const settings = readInspectorOptions(chooseLanguage(), process.argv.slice(2));
  const store = new Store(settings.bounds, settings.as);
  let audience: Audience | undefined;
  let brokenOff = '';
  const recording = openRecording(settings, (sentence) => {
    brokenOff = sentence;
    audience?.told(sentence);
  });
  const source = await startSource(settings, (event: RelayEvent) => {
    recording?.add(event);
    store.add(event);
    audience?.captured(event);
  });
  const onScreen = settings.output === 'screen';
  const show = onScreen ? (await import('./run-screen.ts')).runScreen : print;
  const finish = await show(settings, store, source, (listening) => {
    audience = listening;
    const warning = openToOthers(settings);
    if (warning) audience.told(warning[settings.language]);
    if (brokenOff !== '') audience.told(brokenOff);
  });
  await Promise.race([source.stop(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  await finish?.();
  recording?.close();
  if (onScreen && brokenOff !== '') toStandardError(brokenOff);
  return brokenOff === '' ? ExitCode.ok : ExitCode.failed;
}

function toStandardError(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Rows as they come, until the program is asked to stop, nobody reads them any more, or a recording is over. What it
 * resolves with is to be called when everything has ended: it prints the rest.
 */
async function print(
  settings: InspectorSettings,
  store: Store,
  source: RunningSource,
  listen: (audience: Audience) => void,
): Promise<() => Promise<unknown>> {
  const format = settings.output === 'json' ? jsonFormat(store) : textFormat(store, settings.language);
  const printing = new Printing(process.stdout, store, format);
  const readerGone = new Promise<NodeJS.ErrnoException>((resolve) => process.stdout.once('error', resolve));
  void readerGone.then(({ code = '' }) => {
    if (code !== 'EPIPE') toStandardError(outputLost(code)[settings.language]);
  });
  toStandardError(source.route);
  listen({ captured: (event) => printing.captured(event), told: toStandardError });
  void printing.caughtUp(); // what came in before anybody listened
  await Promise.race([untilAskedToStop(), source.finished, readerGone]);
  return () => Promise.race([printing.caughtUp(), readerGone]);
}

/** The server behind may believe itself safe on loopback. */
function openToOthers({ source }: InspectorSettings): Text | undefined {
  if (source.kind !== 'relay' || isLoopback(source.listen.host)) return undefined;
  const { host } = source.listen;
  return {
    en: `${host} is not loopback: whoever reaches this machine can connect, and reaches the server behind`,
    pt: `${host} não é loopback: quem alcançar esta máquina pode se conectar, e alcança o servidor por trás`,
  };
}

function outputLost(code: string): Text {
  return {
    en: `Standard output cannot be written (${code}); the inspector ends.`,
    pt: `A saída padrão não pode ser escrita (${code}); o inspetor termina.`,
  };
}

/** Undefined when none was asked for. `failed` is told when it breaks off. */
function openRecording(
  { record: file, language }: InspectorSettings,
  failed: (sentence: string) => void,
): Recording | undefined {
  if (file === undefined) return undefined;
  const say = (code: string) =>
    ({
      en: `The recording ${file} cannot be written (${code}).`,
      pt: `A gravação ${file} não pode ser escrita (${code}).`,
    })[language];
  const there = {
    en: `${file} is there already, and not empty. Take another name for the recording, or delete it.`,
    pt: `${file} já existe, e não está vazio. Dê outro nome à gravação, ou apague-o.`,
  };
  try {
    return new Recording(file, (error) => failed(say(error.code ?? error.message)));
  } catch (error) {
    if (error instanceof AlreadyThere) throw new EarlyExit(ExitCode.failed, there[language]);
    throw new EarlyExit(ExitCode.failed, say((error as NodeJS.ErrnoException).code ?? String(error)));
  }
}

await runProgram(main);
