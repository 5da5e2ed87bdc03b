/**
 * What the inspector's screen costs: the traffic, while it draws on a terminal that is a process of its own; the person,
 * from a key to the screen that shows it, with few frames kept and with as many as fit. There the terminal is in memory,
 * so the time that it takes to understand what was written is in it.
 */

import { spawn } from 'node:child_process';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { openScreen } from '../inspector/screen.ts';
import { initialState } from '../inspector/state.ts';
import { DEFAULT_BOUNDS, Store } from '../inspector/store.ts';
import { THEMES } from '../inspector/theme.ts';
import { update } from '../inspector/update.ts';
import { view } from '../inspector/view.ts';
import { encodeRequest } from '../protocol/message.ts';
import { VirtualTerminal } from '../test/inspector/virtual-terminal.ts';
import { type Bench, interleave, median, type Row, ratios, sized } from './bench.ts';
import { type Program, startScript } from './processes.ts';
import { startInspector, Target } from './through-relay.ts';

const SIZE = { columns: 120, rows: 36 };
const KEYS_PER_ROUND = sized(60, 20);
/** Longer than the pause between two drawings, so that each key is drawn at once, as when a person types. */
const BETWEEN_KEYS_MS = 20;
/** In the list, in the fields, in the bytes, and far away. */
const SCRIPT = 'up up pageup tab down down tab right down tab home down end'.split(' ');
const FEW = 100;
const MANY = 100_000;

const MIB = 2 ** 20;
const LOADS = {
  'bulk in 64 KiB frames, while a screen is drawn': { frameBytes: 65_536 + 16, bytes: sized(512, 16) * MIB },
  '64-byte frames, while a screen is drawn': { frameBytes: 64, bytes: sized(64, 4) * MIB },
} as const;

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

/** A screen with so many frames kept. Each call presses some keys and gives the mean time, in milliseconds. */
function screenWith(frames: number): () => Promise<number> {
  const terminal = new VirtualTerminal(SIZE);
  const settings = { language: 'en', route: 'bench', source: { kind: 'demo' }, ...SIZE } as const;
  let state = initialState(filled(frames), settings);
  state = update(state, { kind: 'captured', now: frames }).state;
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
  const press = async (key: string) => {
    await pause(BETWEEN_KEYS_MS);
    const drawing = new Promise<void>((resolve) => {
      drawn = resolve;
    });
    const pressed = performance.now();
    terminal.press(key);
    await drawing;
    await terminal.settled();
    return performance.now() - pressed;
  };
  let keys = 0;
  return async () => {
    let milliseconds = 0;
    for (let key = 0; key < KEYS_PER_ROUND; key += 1, keys += 1)
      milliseconds += await press(SCRIPT[keys % SCRIPT.length] ?? 'up');
    return milliseconds / KEYS_PER_ROUND;
  };
}

async function startInspectorWithScreen(target: Target): Promise<Program> {
  const terminal = spawn(process.execPath, ['--import', 'tsx', 'bench/ours/terminal.ts'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  }); // it ends with its input
  return startScript('bench/ours/inspector.ts', [String(target.port), 'screen'], { stdout: terminal.stdin });
}

async function* rows(): AsyncGenerator<Row, void> {
  const target = await Target.start();
  const without = await startInspector(target);
  const drawing = await startInspectorWithScreen(target);
  for (const [what, load] of Object.entries(LOADS)) {
    const rates = await interleave({
      ours: () => target.transfer(drawing, { ...load, direction: 'up' }),
      theirs: () => target.transfer(without, { ...load, direction: 'up' }),
    });
    const [own, other] = [rates.ours, rates.theirs].map((rate) => (median(rate) / MIB).toFixed(0));
    const note = `${own} to ${other} MiB/s`;
    const samples = ratios(rates.ours, rates.theirs);
    yield { what, against: 'itself without', goal: { atLeast: 0.9 }, samples, note };
  }
  const times = await interleave({ few: screenWith(FEW), many: screenWith(MANY) });
  const what = `a key with ${MANY.toLocaleString('en')} frames kept, until the screen has settled`;
  yield { what, against: 'a frame at 60 Hz', goal: { atMost: 16 }, unit: 'ms', samples: times.many };
  const note = `${median(times.many).toFixed(1)} to ${median(times.few).toFixed(1)} ms`;
  yield {
    what,
    against: `the same with ${FEW}`,
    goal: { atMost: 1.5 },
    samples: ratios(times.many, times.few),
    note,
  };
}

export const bench: Bench = { seconds: 45, rows };
