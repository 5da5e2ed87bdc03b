/**
 * The only file that knows blessed: keys become messages, lines become a terminal's cells. One box is the whole screen;
 * it is drawn again after each batch of messages, at most 60 times a second, and blessed writes only what changed.
 * Under heavy traffic it is drawn less often: the bytes come first.
 */

import type { Readable, Writable } from 'node:stream';
import blessed from 'blessed';
import { stopThisJob } from '../terminal/job.ts';
import type { Message } from './step.ts';
import { painted, type Theme } from './theme.ts';
import type { Line } from './view/lines.ts';

const FRAME_MS = 1000 / 60;
/** After a drawing, traffic is not drawn for so many times as long as that took: it takes a thirtieth of the time. */
const RESTS = 30;

/** A terminal to draw on; for tests, any pair of streams. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Draws what `lines` gives as soon as the last drawing is long enough ago; many calls are one drawing. */
  redraw(): void;
  /** The same for what nobody at the keyboard waits for: leaves most of the time to the traffic. */
  redrawAtLeisure(): void;
  /** Gives the terminal back as it was. Harmless when done before. */
  close(): void;
}

/** Takes over the terminal. `lines` is asked for what to draw, `tell` is told what the person does. */
export function openScreen(
  { input, output }: Terminal,
  theme: Theme,
  lines: () => readonly Line[],
  tell: (message: Message) => void,
): Screen {
  const screen = blessed.screen({
    ...SCREEN_OPTIONS,
    input,
    output,
  } as unknown as blessed.Widgets.IScreenOptions) as FullScreen;
  const box = blessed.box({
    parent: screen,
    top: 0,
    left: 0,
    width: '100%',
    height: '100%',
    tags: false,
    wrap: false,
    style: theme.base,
  });
  const size = () => ({ columns: Number(screen.width), rows: Number(screen.height) });
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let drawn = { at: Number.NEGATIVE_INFINITY, took: 0 };
  let open = true;
  /** The shell has the terminal. */
  let lent = false;

  const draw = () => {
    due = Number.POSITIVE_INFINITY;
    if (lent) return;
    const at = performance.now();
    box.setContent(
      lines()
        .map((line) => painted(line, theme))
        .join('\n'),
    );
    screen.render();
    drawn = { at, took: performance.now() - at };
  };
  const drawAfter = (pause: number) => {
    const wanted = drawn.at + Math.max(FRAME_MS, pause);
    if (!open || wanted >= due) return;
    clearTimeout(timer);
    due = wanted;
    timer = setTimeout(draw, Math.max(0, wanted - performance.now()));
  };
  const redraw = () => drawAfter(0);
  const redrawAtLeisure = () => drawAfter(RESTS * drawn.took);
  const backAgain = () => {
    lent = false;
    takeTerminal(screen);
    askForSize();
    redraw();
  };
  const close = () => {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    process.off('SIGCONT', backAgain);
    screen.program.disableMouse(); // blessed does so itself only where its own widgets asked for the mouse
    screen.destroy();
  };

  takeMouse(screen);
  listen(screen, tell);
  process.on('SIGCONT', backAgain);
  screen.key('C-z', () => {
    lent = true;
    giveTerminal(screen);
    stopThisJob();
    setTimeout(backAgain, NOT_STOPPED_MS);
  });
  screen.on('resize', () => tell({ kind: 'resized', ...size() }));
  return {
    get columns() {
      return size().columns;
    },
    get rows() {
      return size().rows;
    },
    redraw,
    redrawAtLeisure,
    close,
  };
}

/** blessed cannot read every terminal's description, and draws lines best when told not to be clever about them. */
const SCREEN_OPTIONS = {
  terminal: 'xterm-256color',
  warnings: false,
  forceUnicode: true,
  fullUnicode: true,
  autoPadding: false,
  ignoreLocked: [],
};
process.env.NCURSES_NO_UTF8_ACS = '1';
(blessed as unknown as { tput: { ipaths: string[] } }).tput.ipaths = [];

/** What the types of blessed leave out. */
interface FullScreen extends blessed.Widgets.Screen {
  enter(): void;
  leave(): void;
}

/** Where no shell looks after jobs nothing stops: then the screen comes back by itself. */
const NOT_STOPPED_MS = 200;

/** While stopped, one hears of no new size. Node looks, and tells, at this signal. */
function askForSize(): void {
  if (process.platform !== 'win32') process.kill(process.pid, 'SIGWINCH');
}

function giveTerminal(screen: FullScreen): void {
  screen.program.disableMouse();
  screen.leave();
  setRawMode(screen, false);
}

/** Somebody else had it, and may have left it in any state. Node changes no mode that it believes to be set. */
function takeTerminal(screen: FullScreen): void {
  giveTerminal(screen);
  setRawMode(screen, true);
  screen.enter();
  takeMouse(screen);
}

function setRawMode({ program }: blessed.Widgets.Screen, raw: boolean): void {
  const { input } = program as unknown as { input: { setRawMode?: (raw: boolean) => void } };
  input.setRawMode?.(raw);
}

function takeMouse({ program }: blessed.Widgets.Screen): void {
  program.setMouse({ vt200Mouse: true, cellMotion: true, sgrMouse: true }, true);
}

interface Key {
  readonly full: string;
}

interface Mouse {
  readonly action: 'mousedown' | 'mouseup' | 'mousemove' | 'wheelup' | 'wheeldown';
  readonly x: number;
  readonly y: number;
}

function listen(screen: blessed.Widgets.Screen, tell: (message: Message) => void): void {
  screen.program.on('keypress', (character: string | undefined, key: Key) => {
    // Enter comes twice, as 'enter' and as 'return'; mouse reports come as keys without a name.
    if (key.full === 'return' || key.full === 'mouse' || key.full === 'C-z') return;
    tell({ kind: 'key', key: key.full, character });
  });
  screen.program.on('mouse', ({ action, x, y }: Mouse) => {
    if (action === 'mousedown') tell({ kind: 'click', x, y });
    if (action === 'wheelup') tell({ kind: 'wheel', x, y, by: -1 });
    if (action === 'wheeldown') tell({ kind: 'wheel', x, y, by: 1 });
  });
}
