/**
 * How long from a key to the screen that shows it: `node --import tsx bench/inspector-draw.ts`. blessed draws on xterm
 * in memory, so the time that a terminal takes to understand what was written is in it. With few frames kept and with
 * as many as fit: drawing must not depend on how many there are. Stops by itself, after a minute at most.
 */

import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { openScreen } from '../inspector/screen.ts';
import { initialState } from '../inspector/state.ts';
import { DEFAULT_BOUNDS, Store } from '../inspector/store.ts';
import { THEMES } from '../inspector/theme.ts';
import { update } from '../inspector/update.ts';
import { view } from '../inspector/view.ts';
import { encodeRequest } from '../protocol/message.ts';
import { VirtualTerminal } from '../test/inspector/virtual-terminal.ts';

const SIZE = { columns: 120, rows: 36 };
const KEYS = 400;
const WARM_UP_KEYS = 50;
const LIMIT_MS = 25_000;
/** Longer than the pause between two drawings, so that each key is drawn at once, as when a person types. */
const BETWEEN_KEYS_MS = 20;
/** In the list, in the fields, in the bytes, and far away. */
const SCRIPT = [
  'up',
  'up',
  'pageup',
  'tab',
  'down',
  'down',
  'tab',
  'right',
  'down',
  'tab',
  'home',
  'down',
  'end',
];

interface Figures {
  readonly mean: number;
  readonly p99: number;
  readonly keys: number;
}

function filled(frames: number): Store {
  const store = new Store(DEFAULT_BOUNDS);
  store.add({ kind: 'opened', connection: 1, at: 0, client: '127.0.0.1:50000', target: '127.0.0.1:65432' });
  for (let id = 1, offset = 0; id <= frames; id += 1) {
    const bytes = encodeRequest(id, { command: 'ARQUIVO', argument: `file${id}.txt` });
    store.add({ kind: 'read', connection: 1, at: id, from: 'client', offset, bytes });
    offset += bytes.length;
  }
  return store;
}

async function measure(frames: number): Promise<Figures> {
  const terminal = new VirtualTerminal(SIZE);
  let state = initialState(filled(frames), { language: 'en', route: 'bench', ...SIZE });
  let drawn = () => {};
  const screen = openScreen(
    terminal.streams,
    THEMES.dark,
    () => {
      void turn().then(() => drawn());
      return view(state);
    },
    (message) => {
      state = update(state, message).state;
      screen.redraw();
    },
  );
  state = update(state, { kind: 'captured', now: frames }).state;
  const times: number[] = [];
  const giveUp = performance.now() + LIMIT_MS;
  for (let key = 0; key < WARM_UP_KEYS + KEYS && performance.now() < giveUp; key += 1) {
    await pause(BETWEEN_KEYS_MS);
    const drawing = new Promise<void>((resolve) => {
      drawn = resolve;
    });
    const pressed = performance.now();
    terminal.press(SCRIPT[key % SCRIPT.length] ?? 'up');
    await drawing;
    await terminal.settled();
    if (key >= WARM_UP_KEYS) times.push(performance.now() - pressed);
  }
  screen.close();
  return figures(times);
}

function figures(times: readonly number[]): Figures {
  const sorted = [...times].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, time) => sum + time, 0) / sorted.length;
  return { mean, p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN, keys: sorted.length };
}

function report(frames: number, { mean, p99, keys }: Figures): void {
  const kept = frames.toLocaleString('en').padStart(8);
  console.log(`${kept} frames kept: mean ${mean.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms over ${keys} keys`);
}

const few = await measure(100);
report(100, few);
const many = await measure(100_000);
report(100_000, many);
console.log(`ratio of the means: ${(many.mean / few.mean).toFixed(2)}`);
console.log('goal: mean under 16 ms, ratio under 1.5');
process.exit(many.mean < 16 && many.mean / few.mean < 1.5 ? 0 : 1);
