/** Where events come from: the relay between real programs, a recording, or a demonstration that plays both sides. */

import { readFileSync } from 'node:fs';
import { socketAddress } from '../terminal/address.ts';
import type { Language } from '../terminal/language.ts';
import { EarlyExit, ExitCode } from '../terminal/program.ts';
import { startDemo } from './demo.ts';
import type { InspectorSettings, Source } from './options.ts';
import { startRelay } from './proxy.ts';
import { decodeEvent } from './record.ts';
import type { RelayEvent } from './relay/events.ts';
import type { RunningSource } from './running-source.ts';

export async function startSource(
  settings: InspectorSettings,
  onEvent: (event: RelayEvent) => void,
): Promise<RunningSource> {
  const { source, language } = settings;
  switch (source.kind) {
    case 'relay':
      return startLiveRelay(source, language, onEvent);
    case 'replay':
      return startReplay(source, language, onEvent);
    case 'demo':
      return startDemo(onEvent);
  }
}

const NEVER = new Promise<void>(() => {});

async function startLiveRelay(
  source: Source & { kind: 'relay' },
  language: Language,
  onEvent: (event: RelayEvent) => void,
): Promise<RunningSource> {
  const { listen, target } = source;
  const relay = await startRelay({ listen, target, onEvent }).catch((error: NodeJS.ErrnoException) => {
    throw new EarlyExit(ExitCode.failed, cannotListen(language, listen.port, error.code ?? String(error)));
  });
  return {
    route: `${relay.address} → ${socketAddress(target.host, target.port)}`,
    now: () => performance.now(),
    hold: (rule) => relay.hold(rule),
    release: (frame, action) => void relay.release(frame, action),
    releaseAll: () => relay.releaseAll(),
    step: undefined,
    stop: () => relay.stop(),
    finished: NEVER,
  };
}

function cannotListen(language: Language, port: number, code: string): string {
  if (language === 'pt')
    return `O inspetor não consegue ouvir na porta ${port} (${code}): talvez outro esteja rodando. Encerre-o, ou escolha outra: --listen 0`;
  return `The inspector cannot listen on port ${port} (${code}): another one may be running. Stop it, or choose another: --listen 0`;
}

/** A recording at its own pace, faster, or an event at a time. */
function startReplay(
  { file, speed, stepwise }: Source & { kind: 'replay' },
  language: Language,
  onEvent: (event: RelayEvent) => void,
): RunningSource {
  const events = readRecording(file, language);
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  let played = { at: events[0]?.at ?? 0, when: performance.now() };
  /** The recorded clock goes on between two events, and waits for the person where they are played stepwise. */
  const now = () => (stepwise ? played.at : played.at + (performance.now() - played.when) * speed);
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const step = () => {
    const event = events[next];
    next += 1;
    if (event) played = { at: event.at, when: performance.now() };
    if (event) onEvent(event);
    const following = events[next];
    if (!following) finish();
    else if (!stepwise)
      timer = setTimeout(step, Math.max(0, following.at - (event?.at ?? following.at)) / speed);
  };
  if (!stepwise) timer = setTimeout(step, 0);
  return {
    route: file,
    now,
    hold: () => {},
    release: () => {},
    releaseAll: () => {},
    step: stepwise ? step : undefined,
    stop: async () => clearTimeout(timer),
    finished,
  };
}

function readRecording(file: string, language: Language): RelayEvent[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const sentence = {
      en: `The recording ${file} cannot be read (${code}).`,
      pt: `A gravação ${file} não pode ser lida (${code}).`,
    };
    throw new EarlyExit(ExitCode.failed, sentence[language]);
  }
  const lines = text.split('\n').filter((line) => line !== '');
  const events = lines.map(decodeEvent);
  const bad = events.indexOf(undefined);
  // A last line that was cut off in the middle of being written loses nothing that was whole.
  if (bad !== -1 && bad < events.length - 1) {
    const sentence = {
      en: `Line ${bad + 1} of ${file} is not an event; --record writes such files.`,
      pt: `A linha ${bad + 1} de ${file} não é um evento; --record grava arquivos assim.`,
    };
    throw new EarlyExit(ExitCode.failed, sentence[language]);
  }
  return events.filter((event) => event !== undefined);
}
