/**
 * Python's pickle as what it is: a program for a machine with a stack. It is taken apart opcode by opcode, and after
 * each of them the stack can be looked at.
 *
 * Refuses to run anything: an import and a call are noted down like the rest, nothing is looked up, imported or called.
 * That is the whole difference to Python's `pickle.loads`.
 */

import { OPCODES } from './pickle-opcodes.ts';
import { PickleStack } from './pickle-stack.ts';

export interface Instruction {
  /** Where its first byte stands in the pickle, from 0. */
  readonly start: number;
  readonly bytes: Buffer;
  readonly name: string;
  /** Here Python would import something, or call it. */
  readonly danger: boolean;
  /** As this opcode has left it, until the next one changes it; after STOP the result lies on top. */
  readonly stack: PickleStack;
}

/** Ends with STOP. Throws an Error at an opcode that is not known here, and where the pickle or the stack ends early. */
export function* disassemble(pickle: Buffer): Generator<Instruction, void> {
  const stack = new PickleStack();
  let start = 0;
  let name = '';
  while (name !== 'STOP') {
    const opcode = opcodeAt(pickle, start);
    const { text, end } = opcode.argument?.(pickle, start + 1) ?? { text: '', end: start + 1 };
    if (end > pickle.length) throw new Error(`byte ${start}: the pickle ends inside ${opcode.name}`);
    opcode.act?.(stack, text);
    name = opcode.name;
    const { danger = false } = opcode;
    yield { start, bytes: pickle.subarray(start, end), name, danger, stack };
    start = end;
  }
}

function opcodeAt(pickle: Buffer, start: number) {
  const code = pickle[start];
  if (code === undefined) throw new Error(`byte ${start}: the pickle ends without STOP`);
  const opcode = OPCODES.get(code);
  if (!opcode) throw new Error(`byte ${start}: an opcode that is not known here, ${code.toString(16)}`);
  return opcode;
}
