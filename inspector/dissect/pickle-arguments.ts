/**
 * What may follow an opcode of a pickle, how long it is and what it means. Names are those of Python's pickletools.
 * Integers are little-endian, unlike everything else in this course; only a float of 8 bytes is big-endian.
 */

import { Buffer, isUtf8 } from 'node:buffer';
import type { Text } from '../../terminal/language.ts';
import type { FieldKind } from './dissection.ts';
import { hex } from './fields.ts';
import { type PickleValue, plain, pythonFloat } from './pickle-values.ts';

interface Argument {
  /** fixed: `bytes` bytes. counted: a length of `bytes` bytes, then the content. lines: `bytes` line feeds end it. */
  readonly form: 'fixed' | 'counted' | 'lines';
  readonly bytes: number;
  readonly kind: FieldKind;
  /** The value of the content, without length and line feed; undefined when it is none. */
  read(content: Buffer): PickleValue | undefined;
}

/** A longer one is not an argument but something else that was read as one. */
const MAX_ARGUMENT_BYTES = 16 * 1024 * 1024;

const NOTHING: Argument = { form: 'fixed', bytes: 0, kind: 'opcode', read: () => undefined };

const ARGUMENTS = {
  none: NOTHING,
  uint1: fixed(1, (content) => plain(`${content.readUInt8()}`)),
  uint2: fixed(2, (content) => plain(`${content.readUInt16LE()}`)),
  uint4: fixed(4, (content) => plain(`${content.readUInt32LE()}`)),
  uint8: fixed(8, (content) => plain(`${content.readBigUInt64LE()}`)),
  int4: fixed(4, (content) => plain(`${content.readInt32LE()}`)),
  float8: fixed(8, (content) => plain(pythonFloat(content.readDoubleBE()))),
  bytes1: counted(1, 'payload', bytes),
  bytes4: counted(4, 'payload', bytes),
  bytes8: counted(8, 'payload', bytes),
  bytearray8: counted(8, 'payload', (content) => ({ kind: 'bytearray', bytes: content })),
  string1: counted(1, 'text', latin1),
  string4: counted(4, 'text', latin1),
  unicodestring1: counted(1, 'text', utf8),
  unicodestring4: counted(4, 'text', utf8),
  unicodestring8: counted(8, 'text', utf8),
  long1: counted(1, 'number', twosComplement),
  long4: counted(4, 'number', twosComplement),
  decimalnl_short: lines(1, 'number', decimalOrBool),
  decimalnl_long: lines(1, 'number', decimal),
  floatnl: lines(1, 'number', decimalFloat),
  stringnl: lines(1, 'text', quotedString),
  stringnl_noescape: lines(1, 'text', latin1),
  stringnl_noescape_pair: lines(2, 'text', globalName),
  unicodestringnl: lines(1, 'text', rawUnicode),
} satisfies Record<string, Argument>;

export type ArgumentName = keyof typeof ARGUMENTS;

function fixed(size: number, read: Argument['read']): Argument {
  return { form: 'fixed', bytes: size, kind: 'number', read };
}

function counted(width: number, kind: FieldKind, read: Argument['read']): Argument {
  return { form: 'counted', bytes: width, kind, read };
}

function lines(count: number, kind: FieldKind, read: Argument['read']): Argument {
  return { form: 'lines', bytes: count, kind, read };
}

/**
 * How many bytes of `bytes` the argument takes that begins at `start`. undefined: more bytes are needed to tell.
 * Infinity: it announces more than anybody can mean.
 */
export function argumentBytes(name: ArgumentName, bytes: Buffer, start: number): number | undefined {
  const argument: Argument = ARGUMENTS[name];
  if (argument.form === 'fixed') return argument.bytes;
  if (argument.form === 'lines') return bytesOfLines(bytes, start, argument.bytes);
  if (start + argument.bytes > bytes.length) return undefined;
  const count = readCount(bytes.subarray(start, start + argument.bytes));
  return count > MAX_ARGUMENT_BYTES ? Number.POSITIVE_INFINITY : argument.bytes + count;
}

/** How many lines it is; 0: it is none. */
export function argumentLines(name: ArgumentName): number {
  const { form, bytes } = ARGUMENTS[name];
  return form === 'lines' ? bytes : 0;
}

function bytesOfLines(bytes: Buffer, start: number, count: number): number | undefined {
  let end = start;
  for (let line = 0; line < count; line++) {
    end = bytes.indexOf(0x0a, end) + 1;
    if (end === 0) return undefined;
  }
  return end - start;
}

function readCount(bytes: Buffer): number {
  return bytes.length === 8 ? Number(bytes.readBigUInt64LE()) : bytes.readUIntLE(0, bytes.length);
}

export interface ReadArgument {
  /** undefined: the opcode takes none. */
  readonly value: PickleValue | undefined;
  readonly kind: FieldKind;
  /** Bytes of the length that stands before the content; 0 where there is none. */
  readonly prefix: number;
  readonly fault?: Text | undefined;
}

/** Reads the whole argument, which is exactly `bytes`. */
export function readArgument(name: ArgumentName, bytes: Buffer): ReadArgument {
  const argument: Argument = ARGUMENTS[name];
  const prefix = argument.form === 'counted' ? argument.bytes : 0;
  const content = bytes.subarray(prefix, argument.form === 'lines' ? -1 : undefined);
  const value = argument.read(content);
  const reading = { value, kind: argument.kind, prefix };
  if (value || name === 'none') return reading;
  const fault = { en: `no ${name}: ${hex(content)}`, pt: `não é ${name}: ${hex(content)}` };
  return { ...reading, fault };
}

function bytes(content: Buffer): PickleValue {
  return { kind: 'bytes', bytes: content };
}

function latin1(content: Buffer): PickleValue {
  return { kind: 'text', text: content.toString('latin1') };
}

/** Python lets lone surrogates through, which UTF-8 does not have. */
const SURROGATE = /\xed[\xa0-\xbf][\x80-\xbf]/g;

function utf8(content: Buffer): PickleValue | undefined {
  if (isUtf8(content)) return { kind: 'text', text: content.toString() };
  const without = Buffer.from(content.toString('latin1').replace(SURROGATE, '?'), 'latin1');
  return isUtf8(without) ? { kind: 'text', text: without.toString() } : undefined;
}

/** Longer numbers are only said to be long: to write them out in decimal takes quadratic time. */
const MAX_INTEGER_BYTES = 64;
const MAX_DIGITS = 160;

function twosComplement(content: Buffer): PickleValue {
  if (content.length > MAX_INTEGER_BYTES) return plain(`int(… ${content.length} bytes)`);
  const magnitude = BigInt(`0x${Buffer.from(content).reverse().toString('hex') || '0'}`);
  return plain(`${BigInt.asIntN(content.length * 8, magnitude)}`);
}

/** Before protocol 2 had opcodes for them, False was the integer `00` and True `01`. */
function decimalOrBool(content: Buffer): PickleValue | undefined {
  const text = content.toString('latin1');
  if (text === '00') return plain('False');
  return text === '01' ? plain('True') : decimal(content);
}

/** `42`, or `42L` as Python 2 wrote long integers. */
function decimal(content: Buffer): PickleValue | undefined {
  const digits = /^([+-]?\d+)L?$/.exec(content.toString('latin1'));
  if (!digits?.[1]) return undefined;
  return plain(content.length > MAX_DIGITS ? `int(… ${content.length} digits)` : digits[1]);
}

function decimalFloat(content: Buffer): PickleValue | undefined {
  const text = content.toString('latin1').trim();
  if (/^[+-]?(nan|inf)$/.test(text)) return plain(text);
  return /^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text) ? plain(pythonFloat(Number(text))) : undefined;
}

function globalName(content: Buffer): PickleValue {
  return { kind: 'global', name: content.toString().replace('\n', '.') };
}

function quotedString(content: Buffer): PickleValue | undefined {
  const text = content.toString('latin1').trim();
  const inside = /^(["'])(.*)\1$/s.exec(text)?.[2];
  return inside === undefined ? undefined : { kind: 'text', text: inside.replace(ESCAPE, unescaped) };
}

const ESCAPE = /\\(x[0-9a-f]{2}|[0-7]{1,3}|.)/gis;
const SHORT_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(_whole: string, code: string): string {
  if (/^x./i.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff);
  return SHORT_ESCAPES[code] ?? code;
}

/** Latin-1, with `\u20ac` and `\U0001f600` for all that it does not have. */
function rawUnicode(content: Buffer): PickleValue {
  const text = content.toString('latin1').replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, codePoint);
  return { kind: 'text', text };
}

function codePoint(whole: string, short: string | undefined, long: string | undefined): string {
  const code = Number.parseInt(short ?? long ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
