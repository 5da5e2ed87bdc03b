/** A progress bar on one line of a terminal, for transfers that take longer than a blink. */

const BLINK_MS = 300;
const REDRAW_MS = 100;
const WIDEST_BAR = 30;

export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #start = performance.now();
  #drawn = 0;
  #visible = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** `done` of `total` bytes are here. */
  update(done: number, total: number): void {
    const now = performance.now();
    if (
      !this.#stream.isTTY ||
      process.env.TERM === 'dumb' ||
      now - this.#start < BLINK_MS ||
      now - this.#drawn < REDRAW_MS
    )
      return;
    this.#drawn = now;
    this.#visible = true;
    const line = progressLine({ done, total, elapsedMs: now - this.#start }, this.#stream.columns || 80);
    this.#stream.write(`\r\x1b[K${line}`);
  }

  clear(): void {
    if (this.#visible) this.#stream.write('\r\x1b[K');
    this.#visible = false;
  }
}

/** ` 42 % [#####.......]  12.3 MiB/s  0:03`, as wide as `columns` allow. */
export function progressLine(
  { done, total, elapsedMs }: { done: number; total: number; elapsedMs: number },
  columns: number,
): string {
  const fraction = total === 0 ? 1 : done / total;
  const perSecond = (done * 1000) / elapsedMs;
  const secondsLeft = perSecond === 0 ? Number.NaN : (total - done) / perSecond;
  const percent = `${Math.floor(fraction * 100)} %`.padStart(5);
  const rest = `${(perSecond / 2 ** 20).toFixed(1)} MiB/s  ${minutes(secondsLeft)}`;
  const room = Math.min(WIDEST_BAR, columns - percent.length - rest.length - 7);
  if (room < 4) return `${percent}  ${rest}`.slice(0, columns - 1);
  const filled = Math.floor(fraction * room);
  return `${percent} [${'#'.repeat(filled)}${'.'.repeat(room - filled)}]  ${rest}`;
}

function minutes(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-:--';
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
