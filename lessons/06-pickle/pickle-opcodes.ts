/**
 * The opcodes of the pickles in pickles.ts: the argument that follows each, and what it does to the stack. They are 22
 * of the 68 that Python knows; Lib/pickletools.py in Python's sources describes them all.
 */

import { inspect } from 'node:util';
import { type PickleStack, python, tuple } from './pickle-stack.ts';
import { quoted } from './quoted.ts';

export interface Opcode {
  readonly name: string;
  /** Whether Python would import or call something here. */
  readonly danger?: boolean;
  /** Undefined: nothing follows the opcode. */
  readonly argument?: ReadArgument;
  /** Undefined: the stack stays as it is. */
  readonly act?: (stack: PickleStack, argument: string) => void;
}

/** The argument that begins at `at`, and one past its last byte; that may lie behind the end of the pickle. */
type ReadArgument = (pickle: Buffer, at: number) => { readonly text: string; readonly end: number };

/** So many bytes whose meaning does not matter here: a version, a length, a number in the memo. */
function skipped(size: number): ReadArgument {
  return (_pickle, at) => ({ text: '', end: at + size });
}

/** A length of so many bytes, little-endian as everything in a pickle, and then as many bytes. */
function counted(size: 1 | 4, encoding: 'utf8' | 'latin1'): ReadArgument {
  return (pickle, at) => {
    const start = at + size;
    if (start > pickle.length) return { text: '', end: start };
    const end = start + pickle.readUIntLE(at, size);
    return { text: pickle.toString(encoding, start, end), end };
  };
}

/** A line of text with its `0a`. */
function line(pickle: Buffer, at: number) {
  const newline = pickle.indexOf('\n', at);
  const end = newline === -1 ? Number.POSITIVE_INFINITY : newline + 1;
  return { text: pickle.toString('latin1', at, end - 1), end };
}

/** Two lines, a module and a name in it: `os.system`. */
function moduleAndName(pickle: Buffer, at: number) {
  const module = line(pickle, at);
  const name = line(pickle, module.end);
  return { text: `${module.text}.${name.text}`, end: name.end };
}

function pushText(stack: PickleStack, text: string): void {
  stack.push(quoted(text));
}

/** `bytes` has a character for each byte; Python shows only those of ASCII. */
function pushBytes(stack: PickleStack, bytes: string): void {
  const shown = inspect(bytes).replaceAll(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
  stack.push(`b${shown}`);
}

function pushName(stack: PickleStack, name: string): void {
  stack.push(quoted(name).slice(1, -1));
}

/** The module and its name were pushed as text: `'os'` and `'system'` become `os.system`. */
function importName(stack: PickleStack): void {
  const [module, name] = stack.popMany(2).map((value) => python(value).slice(1, -1));
  stack.push(`${module}.${name}`);
}

/** A function and the tuple of its arguments: Python would call it now. Here it is written down. */
function call(stack: PickleStack): void {
  const [callee, args] = stack.popMany(2).map(python);
  stack.push(`${callee}${args?.replace(/,\)$/, ')')}`);
}

// biome-ignore format: an opcode a line
export const OPCODES: ReadonlyMap<number, Opcode> = new Map<number, Opcode>([
  [0x28, { name: 'MARK', act: (stack) => stack.mark() }],
  [0x2e, { name: 'STOP' }],
  [0x43, { name: 'SHORT_BINBYTES', argument: counted(1, 'latin1'), act: pushBytes }],
  [0x4e, { name: 'NONE', act: (stack) => stack.push('None') }],
  [0x52, { name: 'REDUCE', danger: true, act: call }],
  [0x56, { name: 'UNICODE', argument: line, act: pushText }],
  [0x58, { name: 'BINUNICODE', argument: counted(4, 'utf8'), act: pushText }],
  [0x5d, { name: 'EMPTY_LIST', act: (stack) => stack.push([]) }],
  [0x61, { name: 'APPEND', act: (stack) => stack.append(stack.popMany(1)) }],
  [0x63, { name: 'GLOBAL', danger: true, argument: moduleAndName, act: pushName }],
  [0x65, { name: 'APPENDS', act: (stack) => stack.append(stack.popToMark()) }],
  [0x6c, { name: 'LIST', act: (stack) => stack.push(stack.popToMark()) }],
  [0x70, { name: 'PUT', argument: line }],
  [0x71, { name: 'BINPUT', argument: skipped(1) }],
  [0x74, { name: 'TUPLE', act: (stack) => stack.push(tuple(stack.popToMark())) }],
  [0x80, { name: 'PROTO', argument: skipped(1) }],
  [0x85, { name: 'TUPLE1', act: (stack) => stack.push(tuple(stack.popMany(1))) }],
  [0x86, { name: 'TUPLE2', act: (stack) => stack.push(tuple(stack.popMany(2))) }],
  [0x8c, { name: 'SHORT_BINUNICODE', argument: counted(1, 'utf8'), act: pushText }],
  [0x93, { name: 'STACK_GLOBAL', danger: true, act: importName }],
  [0x94, { name: 'MEMOIZE' }],
  [0x95, { name: 'FRAME', argument: skipped(8) }],
]);
