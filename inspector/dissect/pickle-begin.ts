/**
 * Whether a connection begins with a pickle of protocol 0 or 1. Those do not say so, as later ones do, and much text
 * begins with letters that are opcodes too.
 *
 * The bytes are read as a pickle until they show what they are. So the answer depends on them alone, and not on the
 * reads that brought them:
 *
 *   an opcode or its argument is wrong there                      no pickle
 *   a value goes into the memo, or is what the pickle gives       a pickle, unless the value is a number
 *
 * Until then they might be either, and more is waited for. If nothing more comes, `Vou` and its line feed is no pickle:
 * it is not complete. `K2.` is one, of the number 50, though it may have been the name of the mountain. None of this
 * says whether Python could load it.
 */

import type { Buffer } from 'node:buffer';
import { readArgument } from './pickle-arguments.ts';
import { PickleMachine } from './pickle-machine.ts';
import { type Instruction, instructionAt, opcodeOf } from './pickle-opcodes.ts';

/** Nobody takes `N.` for a pickle. */
const LEAST_BYTES = 3;
/** More than this that proves nothing is not waited for: it is read again with each byte that comes. */
const MOST_OPCODES = 100;
const MOST_BYTES_OF_NUMBERS = 64;

/** undefined: more bytes are needed to tell. `settled`: none will come. */
export function beginsOldPickle(bytes: Buffer, settled: boolean): boolean | undefined {
  let end = 0;
  while (end < bytes.length) {
    const told = end <= MOST_BYTES_OF_NUMBERS && tell(bytes.subarray(end));
    if (typeof told !== 'number') return told;
    end += told;
  }
  return settled && bytes.length >= LEAST_BYTES ? true : undefined;
}

/** Whether these bytes begin a pickle; of one that is a number, how many bytes it takes. */
function tell(bytes: Buffer): boolean | number | undefined {
  const machine = new PickleMachine();
  let next = 0;
  for (let count = 0; count < MOST_OPCODES; count += 1) {
    const instruction = oldInstructionAt(bytes, next);
    if (instruction === 'broken') return false;
    if (instruction === 'incomplete') return mayCome(bytes, next, machine) ? undefined : false;
    const told = execute(instruction, bytes, machine);
    if (told !== undefined) return told;
    next = instruction.end;
  }
  return false;
}

/** A module and a name of it, as far as they have come. */
const GLOBAL_NAME = /^[\w.]*(\n[\w.]*(\n|$)|$)/;

/**
 * A pickle with a later opcode would have begun with its protocol. PERSID stands for something that both programs must
 * have agreed on, and `POST` and `PING` begin as it does; `cd /tmp` imports nothing.
 */
function oldInstructionAt(bytes: Buffer, start: number): Instruction | 'incomplete' | 'broken' {
  const opcode = opcodeOf(bytes[start] ?? -1);
  if (opcode && (opcode.protocol > 1 || opcode.name === 'PERSID')) return 'broken';
  const named = opcode?.name !== 'GLOBAL' || GLOBAL_NAME.test(bytes.toString('latin1', start + 1));
  return named ? instructionAt(bytes, start) : 'broken';
}

/** Does the opcode whose argument is not all here find on the stack what it takes? Of the memo the argument must tell. */
function mayCome(bytes: Buffer, start: number, machine: PickleMachine): boolean {
  const opcode = opcodeOf(bytes[start] ?? -1);
  return !opcode || opcode.name.endsWith('GET') || machine.step(opcode.name, undefined) === undefined;
}

/** The first value that is kept has a small number in the memo: LONG_BINPUT is not for that. */
const TELLING: ReadonlySet<string> = new Set(['PUT', 'BINPUT', 'STOP']);

/** What an opcode tells; STOP after a number, where it ends. */
function execute({ opcode, start, end }: Instruction, bytes: Buffer, machine: PickleMachine) {
  const { top } = machine;
  const argument = readArgument(opcode.argument, bytes.subarray(start + 1, end));
  if (argument.fault ?? machine.step(opcode.name, argument.value)) return false;
  if (TELLING.has(opcode.name) && top.kind !== 'plain' && top.kind !== 'mark') return true;
  return opcode.name === 'STOP' ? end : undefined;
}
