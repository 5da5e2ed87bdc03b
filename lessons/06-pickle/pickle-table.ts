/** A pickle's program as a table for a terminal: at which byte, which bytes, which opcode, what the stack holds then. */

import type { Instruction } from './pickle.ts';

/** So many bytes of an opcode are shown; the others are what was pushed. */
const SHOWN_BYTES = 4;

/** `!` marks an opcode at which Python would import something, or call it. */
export function tableRow({ start, bytes, danger, name, stack }: Instruction): string {
  const hex = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, '0'));
  const rest = bytes.length > SHOWN_BYTES ? ['…'] : [];
  const values = name === 'STOP' ? `= ${stack.shown.at(-1) ?? ''}` : stack.shown.join('  ');
  return columns(`${start}`, [...hex, ...rest].join(' '), `${danger ? '!' : ' '} ${name}`, values);
}

/** The widest opcode has 16 letters. */
export function columns(start: string, bytes: string, opcode: string, stack: string): string {
  return `${start.padStart(2)}  ${bytes.padEnd(13)}  ${opcode.padEnd(18)}  ${stack}`.trimEnd();
}
