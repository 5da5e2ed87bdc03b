/** A terminal in memory: what the inspector writes is drawn by xterm, what a test types goes in as a terminal's bytes. */

import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';
import type { Terminal } from '../../inspector/screen.ts';
import type { Size } from './scene.ts';

const KEYS: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  home: '\x1b[H',
  end: '\x1b[F',
  backspace: '\x7f',
  'ctrl-c': '\x03',
  'ctrl-k': '\x0b',
  'ctrl-u': '\x15',
};

export class VirtualTerminal {
  readonly streams: Terminal;
  /** All that was written, as it was written. */
  written = '';
  readonly xterm: xterm.Terminal;
  readonly #input = new PassThrough();
  readonly #output = new PassThrough();
  readonly #news = new EventEmitter();
  #pending = 0;

  constructor({ columns, rows }: Size) {
    this.xterm = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.streams = {
      input: this.#input,
      output: Object.assign(this.#output, { columns, rows, isTTY: true }),
    };
    this.#output.on('data', (bytes: Buffer) => {
      this.written += bytes.toString();
      this.#pending += 1;
      this.xterm.write(bytes, () => {
        this.#pending -= 1;
        this.#news.emit('drawn');
      });
    });
  }

  /** By name, or the characters themselves. */
  press(...keys: string[]): void {
    for (const key of keys) this.#input.write(KEYS[key] ?? key);
  }

  /** A button of the mouse, or its wheel (64 up, 65 down), at a cell counted from 0; as SGR reports. */
  mouse(button: number, x: number, y: number): void {
    const report = `${button};${x + 1};${y + 1}`;
    this.press(`\x1b[<${report}M`);
    if (button < 64) this.press(`\x1b[<${report}m`);
  }

  resize({ columns, rows }: Size): void {
    this.xterm.resize(columns, rows);
    Object.assign(this.#output, { columns, rows });
    this.#output.emit('resize');
  }

  get lines(): string[] {
    const { active } = this.xterm.buffer;
    const { rows } = this.xterm;
    return Array.from({ length: rows }, (_, row) =>
      (active.getLine(row)?.translateToString() ?? '').trimEnd(),
    );
  }

  /** Resolves with the screen once it shows `pattern` and nothing is being written. */
  async shows(pattern: RegExp): Promise<string> {
    for (;;) {
      const text = this.lines.join('\n');
      if (this.#pending === 0 && pattern.test(text)) return text;
      await once(this.#news, 'drawn');
    }
  }

  /** Resolves once all that was written is drawn, what blessed and the stream still had in hand too. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#pending > 0) quiet = 0;
    }
  }
}
