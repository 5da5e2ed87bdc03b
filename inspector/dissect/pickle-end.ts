/** Where a pickle ends: after its STOP, which is found without minding what the opcodes before it do. */

import type { Buffer } from 'node:buffer';
import type { Progress } from './dissection.ts';
import { argumentLines } from './pickle-arguments.ts';
import { instructionAt, opcodeOf } from './pickle-opcodes.ts';

const LINE_FEED = 0x0a;

/** Goes on where `progress` stands, and leaves it after the STOP or before what is not all here. */
export function findStop(pickle: Buffer, progress: Progress): 'found' | 'incomplete' | 'broken' {
  while (passLines(pickle, progress)) {
    const passed = passOpcode(pickle, progress);
    if (passed !== 'passed') return passed;
  }
  return 'incomplete';
}

/** False: not all the lines have ended. */
function passLines(pickle: Buffer, progress: Progress): boolean {
  while (progress.lines > 0) {
    const end = pickle.indexOf(LINE_FEED, progress.looked) + 1;
    progress.looked = end || pickle.length;
    if (end === 0) return false;
    progress.lines -= 1;
  }
  return true;
}

/** Passes its argument too; where that is lines they come next. */
function passOpcode(pickle: Buffer, progress: Progress): 'passed' | 'found' | 'incomplete' | 'broken' {
  const { looked } = progress;
  progress.lines = argumentLines(opcodeOf(pickle[looked] ?? -1)?.argument ?? 'none');
  if (progress.lines > 0) {
    progress.looked += 1;
    return 'passed';
  }
  const instruction = instructionAt(pickle, looked);
  if (typeof instruction === 'string') return instruction;
  progress.looked = instruction.end;
  return instruction.opcode.name === 'STOP' ? 'found' : 'passed';
}
