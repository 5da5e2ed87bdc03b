/** Who waited when, drawn: a line for each client, from its question to its answer. */

export interface Wait {
  readonly name: string;
  readonly command: string;
  /** In milliseconds, on one clock. */
  readonly asked: number;
  readonly answered: number;
}

const NAME_WIDTH = 9;
const COMMAND_WIDTH = 10;
const PLOT_WIDTH = 44;

/** At most 72 columns wide. The time runs from the first question to the last answer. */
export function drawTimeline(waits: readonly Wait[]): string[] {
  const start = Math.min(...waits.map(({ asked }) => asked));
  const end = Math.max(...waits.map(({ answered }) => answered));
  const column = (time: number) => Math.round(((time - start) / (end - start)) * (PLOT_WIDTH - 1));
  const indent = ' '.repeat(NAME_WIDTH + COMMAND_WIDTH);
  return [
    `${indent}0 ms${inMilliseconds(end - start).padStart(PLOT_WIDTH - 4)}`,
    ...waits.map(({ name, command, asked, answered }) => {
      const bar = drawBar(column(asked), column(answered)).padEnd(PLOT_WIDTH);
      return `${name.padEnd(NAME_WIDTH)}${command.padEnd(COMMAND_WIDTH)}${bar}  ${inMilliseconds(answered - asked)}`;
    }),
  ];
}

function drawBar(from: number, to: number): string {
  if (to - from < 2) return `${' '.repeat(from)}│`;
  return `${' '.repeat(from)}├${'─'.repeat(to - from - 1)}┤`;
}

function inMilliseconds(time: number): string {
  return `${Math.round(time)} ms`;
}
