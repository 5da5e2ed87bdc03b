/**
 * Text that would repaint, hide, rename or pile up, and the screen that must never obey it: what a program printed goes
 * to a terminal, whose screen afterwards is compared, cell by cell, with one that never saw it.
 */

import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import xterm from '@xterm/headless';
import { account } from './form.ts';

export const HOSTILE = [
  '\x1b[2J\x1b[H',
  '\x1b]0;renamed\x07',
  '\x1b[?1049h\x1b[?25l',
  '\x1b[5;10r\x1b[?6h',
  '\x1b[41;5;7m',
  '\x1b(0qqq',
  '\x1bc',
  '\x1b[6n\x1b[c',
  '\x9b31m\x90q\x9c',
  '\x0e\x08\x08\x0b\x0c\r',
  '{bold}{red-fg}x{/}{/red-fg}{escape}',
  '\u202egnp.exe\u2066\u2069\u200b\u2028',
  `e${'\u0301'.repeat(10_000)}`,
  '日本語😀👩‍👩‍👧\ufeff',
  '\ud800\udc00\u{e0001}\u{10ffff}',
] as const;
export const SIZE = { columns: 80, rows: 24 };
export const OBEYED = /[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]|\p{M}{4}/u;

/** The screen, its modes and what it answered, once it has shown `output` and then forty plain lines. */
export async function screenAfter(output: string): Promise<string[]> {
  const terminal = new xterm.Terminal({ cols: SIZE.columns, rows: SIZE.rows, allowProposedApi: true });
  const heard: string[] = [];
  terminal.onTitleChange((title) => heard.push(`title ${title}`));
  terminal.onBell(() => heard.push('bell'));
  terminal.onData((answer) => heard.push(`answered ${JSON.stringify(answer)}`));
  const plain = Array.from({ length: 40 }, (_, row) => `${row} lqk plain`).join('\n');
  await new Promise<void>((resolve) =>
    terminal.write(`${output}\n${plain}`.replaceAll('\n', '\r\n'), resolve),
  );
  const { active } = terminal.buffer;
  return [
    ...heard,
    JSON.stringify(terminal.modes),
    active.type,
    `${active.cursorX} ${active.cursorY}`,
    ...cells(terminal),
  ];
}

/** A line for each row: characters, widths, colours and attributes of its cells. */
export function cells(terminal: xterm.Terminal): string[] {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    const cell = active.getNullCell();
    return Array.from({ length: terminal.cols }, (_, column) => {
      line?.getCell(column, cell);
      const looks = [cell.isBold(), cell.isInverse(), cell.isBlink(), cell.isUnderline(), cell.isInvisible()];
      return [cell.getChars(), cell.getWidth(), cell.getFgColor(), cell.getBgColor(), ...looks].join();
    }).join('|');
  });
}

export async function assertHarmless(t: TestContext, program: string, output: string): Promise<void> {
  assert.ok(output.length > 0, `${program} printed nothing`);
  const obeyed = OBEYED.exec(output);
  assert.equal(
    obeyed?.[0],
    undefined,
    `${program}: ${JSON.stringify(output.slice((obeyed?.index ?? 0) - 60).slice(0, 120))}`,
  );
  assert.deepEqual(await screenAfter(output), await screenAfter(''), program);
  account(t, HOSTILE.length, `hostile texts shown by ${program}`);
}
