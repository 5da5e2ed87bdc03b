/** Wires the parts: a source of events, the store that keeps them, and a screen or a printer that shows them. */

import { chooseLanguage } from '../terminal/language.ts';
import { EarlyExit, ExitCode, runProgram, untilAskedToStop } from '../terminal/program.ts';
import type { Audience } from './audience.ts';
import { type InspectorSettings, readInspectorOptions } from './options.ts';
import { jsonFormat, textFormat } from './plain.ts';
import { Printing } from './print.ts';
import { Recording } from './record.ts';
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
  const readerGone = new Promise((resolve) => process.stdout.once('error', resolve));
  toStandardError(source.route);
  listen({ captured: (event) => printing.captured(event), told: toStandardError });
  void printing.caughtUp(); // what came in before anybody listened
  await Promise.race([untilAskedToStop(), source.finished, readerGone]);
  return () => Promise.race([printing.caughtUp(), readerGone]);
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
  try {
    return new Recording(file, (error) => failed(say(error.code ?? error.message)));
  } catch (error) {
    throw new EarlyExit(ExitCode.failed, say((error as NodeJS.ErrnoException).code ?? String(error)));
  }
}

await runProgram(main);
