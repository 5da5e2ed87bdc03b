/** Where events come from: the relay between real programs, a recording, or a demonstration that plays both sides. */

import { readFileSync } from 'node:fs';
import { type Address, socketAddress } from '../terminal/address.ts';
import type { Language, Text } from '../terminal/language.ts';
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
  const { source, as, language } = settings;
  switch (source.kind) {
    case 'relay':
      return startLiveRelay(source, as === undefined || as.name === 'ec', language, onEvent);
    case 'replay':
      return startReplay(source, language, onEvent);
    case 'demo':
      return startDemo(onEvent);
  }
}

const NEVER = new Promise<void>(() => {});

async function startLiveRelay(
  source: Source & { kind: 'relay' },
  ours: boolean,
  language: Language,
  onEvent: (event: RelayEvent) => void,
): Promise<RunningSource> {
  const { listen } = source;
  const target = socketAddress(source.target.host, source.target.port);
  const relay = await startRelay({ listen, target: source.target, onEvent }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new EarlyExit(ExitCode.failed, cannotListen(language, listen, error.code ?? String(error)));
    },
  );
  return {
    route: `${relay.address} → ${target}`,
    facts: { kind: 'relay', listen: relay.address, target, ours },
    now: () => performance.now(),
    hold: (rule) => relay.hold(rule),
    release: (frame, action) => relay.release(frame, action),
    releaseAll: () => relay.releaseAll(),
    step: undefined,
    stop: () => relay.stop(),
    finished: NEVER,
  };
}

function cannotListen(language: Language, { host, port }: Address, code: string): string {
  const taken = code === 'EADDRINUSE';
  const address = socketAddress(host, port);
  if (language === 'pt')
    return `O inspetor não consegue ouvir em ${address} (${code})${taken ? TAKEN.pt : ''}`;
  return `The inspector cannot listen on ${address} (${code})${taken ? TAKEN.en : ''}`;
}

const TAKEN: Text = {
  en: ': another one may be running. Stop it, or choose another port: --listen 0',
  pt: ': talvez outro esteja rodando. Encerre-o, ou escolha outra porta: --listen 0',
};

/** So many events are played before others have their turn. */
const EVENTS_AT_ONCE = 1_000;
/** Whoever was stopped for longer (Ctrl-Z) goes on where he was, instead of hurrying after. */
const LONGEST_LAG_MS = 1_000;

/** A recording at its own pace, faster, or an event at a time. */
function startReplay(
  { file, speed, stepwise }: Source & { kind: 'replay' },
  language: Language,
  onEvent: (event: RelayEvent) => void,
): RunningSource {
  const events = readRecording(file, language);
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  /** An event, and when its time was. */
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
    if (event && stepwise) played = { at: event.at, when: performance.now() };
    if (event) onEvent(event);
    if (next >= events.length) finish();
    return event !== undefined;
  };
  /** All whose time has come: a timer for each of them would take a millisecond at least. */
  const play = () => {
    const { at = 0 } = events[next] ?? {};
    if (now() - at > LONGEST_LAG_MS * speed) played = { at, when: performance.now() };
    const due = now();
    const most = Math.min(events.length, next + EVENTS_AT_ONCE);
    do {
      step();
    } while (next < most && (events[next]?.at ?? 0) <= due);
    if (next < events.length) timer = setTimeout(play, Math.max(0, (events[next]?.at ?? 0) - now()) / speed);
  };
  if (!stepwise) timer = setTimeout(play, 0);
  return {
    route: file,
    facts: { kind: stepwise ? 'steps' : 'recording' },
    now,
    hold: () => {},
    release: () => false,
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
  if (bad !== -1 && !wasCutOff(lines, bad)) {
    const sentence = {
      en: `Line ${bad + 1} of ${file} is not an event; --record writes such files.`,
      pt: `A linha ${bad + 1} de ${file} não é um evento; --record grava arquivos assim.`,
    };
    throw new EarlyExit(ExitCode.failed, sentence[language]);
  }
  return events.filter((event) => event !== undefined);
}

/** A last line that was cut off in the middle of being written loses nothing that was whole. */
function wasCutOff(lines: readonly string[], index: number): boolean {
  const isEvent = index > 0 || (lines[index] ?? '').startsWith('{"kind":');
  return isEvent && index === lines.length - 1;
}
