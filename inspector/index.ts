/** Wires the parts: a source of events, the store that keeps them, and a screen or a printer that shows them. */

import { chooseLanguage, type Language } from '../terminal/language.ts';
import { EarlyExit, ExitCode, runProgram, untilAskedToStop } from '../terminal/program.ts';
import { type InspectorSettings, readInspectorOptions } from './options.ts';
import { jsonPrinter, textPrinter } from './plain.ts';
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
  const recording =
    settings.record === undefined ? undefined : openRecording(settings.record, settings.language);
  let captured = () => {};
  const source = await startSource(settings, (event: RelayEvent) => {
    recording?.add(event);
    store.add(event);
    captured();
  });
  const show = settings.output === 'screen' ? (await import('./run-screen.ts')).runScreen : print;
  await show(settings, store, source, (redraw) => {
    captured = redraw;
  });
  await Promise.race([source.stop(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  recording?.close();
  return ExitCode.ok;
}

/** Rows as they come, until the program is asked to stop, nobody reads them any more, or a recording is over. */
async function print(
  settings: InspectorSettings,
  store: Store,
  source: RunningSource,
  listen: (captured: () => void) => void,
): Promise<void> {
  const printRow = settings.output === 'json' ? jsonPrinter(store) : textPrinter(store, settings.language);
  let printed = 0;
  process.stderr.write(`${source.route}\n`);
  const catchUp = () => {
    for (; printed < store.last; printed += 1) {
      const row = store.row(printed + 1);
      if (row) process.stdout.write(printRow(row));
    }
  };
  listen(catchUp);
  catchUp();
  const readerGone = new Promise((resolve) => process.stdout.once('error', resolve));
  await Promise.race([untilAskedToStop(), source.finished, readerGone]);
}

function openRecording(file: string, language: Language): Recording {
  const say = (code: string) =>
    ({
      en: `The recording ${file} cannot be written (${code}).`,
      pt: `A gravação ${file} não pode ser escrita (${code}).`,
    })[language];
  try {
    return new Recording(file, (error) => process.stderr.write(`${say(error.code ?? error.message)}\n`));
  } catch (error) {
    throw new EarlyExit(ExitCode.failed, say((error as NodeJS.ErrnoException).code ?? String(error)));
  }
}

await runProgram(main);
