/**
 * Python's pickles, sent bare: the little program that each of them is, opcode by opcode. It is never executed.
 *
 *   +--------+ +----------+      +--------+ +----------+ +------------------+
 *   | opcode | | argument |  or  | opcode | |  length  | | argument ...     |   ... one after the other, up to STOP
 *   +--------+ +----------+      +--------+ +----------+ +------------------+
 *     1 byte     0 to 8 bytes      1 byte     1, 4 or 8      `length` bytes
 *
 * The table of opcodes is pickle-opcodes.ts, what they do to the stack pickle-machine.ts, how one is shown
 * pickle-fields.ts.
 */

import type { Buffer } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';
import { type Dissection, type Dissector, type Field, noProgress } from './dissection.ts';
import { dissection, truncated, withFault } from './fields.ts';
import { readArgument } from './pickle-arguments.ts';
import { beginsOldPickle } from './pickle-begin.ts';
import { findStop } from './pickle-end.ts';
import { type Executed, opcodeField, surplus, unstopped } from './pickle-fields.ts';
import { PickleMachine } from './pickle-machine.ts';
import { type Instruction, instructionAt, type Opcode } from './pickle-opcodes.ts';
import { type PickleValue, python } from './pickle-values.ts';

export const pickle: Dissector = {
  name: 'pickle',
  about: {
    en: "Python's pickles, sent bare: programs, shown and never run",
    pt: 'pickles do Python, enviados crus: programas, mostrados e nunca executados',
  },

  /** From protocol 2 on a pickle says so. */
  recognises(bytes, settled = false) {
    const [first, version] = bytes;
    if (first !== PROTO) return beginsOldPickle(bytes, settled);
    return version === undefined ? undefined : version >= 2 && version <= NEWEST_PROTOCOL;
  },

  measure(bytes, ended, start = 0, progress = noProgress()) {
    const program = bytes.subarray(start);
    const stop = findStop(program, progress);
    if (stop === 'found') return progress.looked;
    return stop === 'broken' || ended || program.length > MAX_PICKLE_BYTES ? program.length : undefined;
  },

  dissect,
};

const PROTO = 0x80;
const NEWEST_PROTOCOL = 5;
/** Without a STOP after so much of a program, it is no longer waited for. */
const MAX_PICKLE_BYTES = 32 * 1024 * 1024;
/** So many opcodes are shown one by one; the rest is run too, and shown as one field. */
const MAX_SHOWN_OPCODES = 5_000;

function dissect(message: Buffer): Dissection {
  const run = disassemble(message);
  const tail = run.stopped ? surplus(message, run.end) : unstopped(message, run.end);
  const value = run.stopped ? run.value : `${python(run.machine.top)} …`;
  const info = run.call ?? run.import ?? value;
  return dissection({ type: 'pickle', length: message.length, info, fields: [...run.fields, ...tail] });
}

/** What is known after some of the opcodes. */
interface Run {
  readonly machine: PickleMachine;
  readonly fields: Field[];
  /** One past the last byte that was read. */
  end: number;
  stopped: boolean;
  /** What loading would give, once the pickle has stopped. */
  value: string;
  /** The first import and the first call that loading would make, each after the opcode's name. */
  import?: string;
  call?: string;
  hidden?: Hidden;
}

/** The opcodes that are too many to be shown one by one. */
interface Hidden {
  readonly start: number;
  danger: boolean;
  fault: Text | undefined;
}

function disassemble(message: Buffer): Run {
  const run: Run = { machine: new PickleMachine(), fields: [], end: 0, stopped: false, value: '' };
  while (!run.stopped) {
    const instruction = instructionAt(message, run.end);
    if (typeof instruction === 'string') break;
    step(run, instruction, message);
  }
  if (run.hidden) run.fields.push(hiddenField(run.hidden, run.end));
  return run;
}

function step(run: Run, instruction: Instruction, message: Buffer): void {
  const { opcode, start, end } = instruction;
  const argument = readArgument(opcode.argument, message.subarray(start + 1, end));
  const { top } = run.machine;
  const trouble = run.machine.step(opcode.name, argument.value);
  run.stopped = opcode.name === 'STOP';
  run.end = end;
  const result = run.stopped ? top : run.machine.top;
  if (run.stopped) run.value = python(result);
  if (opcode.danger) raiseAlarm(run, opcode, result);
  const fault = argument.fault ?? trouble ?? CHECKS[opcode.name]?.(argument.value, message.length - end);
  const executed = { opcode, start, end, argument, result, depth: run.machine.depth, fault };
  if (run.fields.length < MAX_SHOWN_OPCODES) run.fields.push(opcodeField(executed, message));
  else hide(run, executed);
}

function raiseAlarm(run: Run, { name }: Opcode, result: PickleValue): void {
  if (result.kind === 'call') run.call ??= `${name} ${python(result)}`;
  else run.import ??= `${name} ${python(result)}`;
}

/** What is wrong with an argument that is well formed; `left` bytes follow it. */
const CHECKS: Readonly<
  Record<string, (argument: PickleValue | undefined, left: number) => Text | undefined>
> = {
  PROTO: (version) =>
    numberOf(version) <= NEWEST_PROTOCOL
      ? undefined
      : { en: `expected 0 to ${NEWEST_PROTOCOL}`, pt: `esperado 0 a ${NEWEST_PROTOCOL}` },
  FRAME: (length, left) => (numberOf(length) <= left ? undefined : truncated(left, numberOf(length))),
};

function numberOf(value: PickleValue | undefined): number {
  return value?.kind === 'plain' ? Number(value.python) : Number.NaN;
}

/** Not shown, but what is dangerous or wrong in it must not be lost. */
function hide(run: Run, { opcode, start, fault }: Executed): void {
  run.hidden ??= { start, danger: false, fault: undefined };
  run.hidden.danger ||= opcode.danger;
  run.hidden.fault ??= fault;
}

function hiddenField({ start, danger, fault }: Hidden, end: number): Field {
  return {
    name: '…',
    start,
    end,
    value: '',
    kind: danger ? 'danger' : 'opcode',
    explain: {
      en: `the opcodes after the first ${MAX_SHOWN_OPCODES}, not shown one by one`,
      pt: `os opcodes depois dos primeiros ${MAX_SHOWN_OPCODES}, não mostrados um a um`,
    },
    ...withFault(fault),
  };
}
