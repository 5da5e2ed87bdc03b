/**
 * What a pickle would become, as far as it can be said without making it: values as symbols, and how Python would
 * write them. A class or a call stays a name; nothing is looked up, imported or called.
 */

import type { Buffer } from 'node:buffer';
import { printable } from '../../terminal/escape.ts';

export type PickleValue =
  /** Written as it stands: `None`, `True`, `42`, `1.5`. */
  | { readonly kind: 'plain'; readonly python: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes' | 'bytearray'; readonly bytes: Buffer }
  | { readonly kind: 'list' | 'tuple' | 'set' | 'frozenset'; readonly items: PickleValue[] }
  | { readonly kind: 'dict'; readonly entries: Array<readonly [PickleValue, PickleValue]> }
  /** Something imported: `os.system`. */
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'call'; readonly callee: PickleValue; readonly args: readonly PickleValue[] }
  | { readonly kind: 'attribute'; readonly of: PickleValue; readonly name: string }
  | { readonly kind: 'mark' };

export const MARK: PickleValue = { kind: 'mark' };
/** Where a broken pickle takes what it never put there. */
export const UNKNOWN: PickleValue = { kind: 'plain', python: '?' };

export function plain(python: string): PickleValue {
  return { kind: 'plain', python };
}

/** As Python would write it: `['ARQUIVO', 'file1.txt']`; cut off after about `most` characters. Escaped. */
export function python(value: PickleValue, most = 160): string {
  if (most <= 0) return '…';
  switch (value.kind) {
    case 'plain':
      return printable(value.python, most);
    case 'text':
      return quoted(value.text, most);
    case 'bytes':
      return bytesLiteral(value.bytes, most);
    case 'bytearray':
      return `bytearray(${bytesLiteral(value.bytes, most)})`;
    case 'global':
      return printable(value.name, most);
    case 'attribute':
      return `${python(value.of, most - 1)}.${value.name}`;
    case 'call':
      return `${python(value.callee, most - 2)}${collection('(', value.args, ')', most - 2)}`;
    case 'mark':
      return 'MARK';
    case 'dict':
      return collection('{', value.entries, '}', most);
    default:
      return sequence(value.kind, value.items, most);
  }
}

function sequence(kind: 'list' | 'tuple' | 'set' | 'frozenset', items: PickleValue[], most: number): string {
  if (kind === 'list') return collection('[', items, ']', most);
  if (kind === 'tuple') return collection('(', items, items.length === 1 ? ',)' : ')', most);
  if (kind === 'set' && items.length > 0) return collection('{', items, '}', most);
  return items.length === 0 ? `${kind}()` : collection(`${kind}({`, items, '})', most);
}

type Member = PickleValue | readonly [PickleValue, PickleValue];

/** Each member takes at least a character of the room, so a value that contains itself comes to an end. */
function collection(open: string, members: readonly Member[], close: string, most: number): string {
  let text = open;
  for (const [index, member] of members.entries()) {
    if (text.length >= most) return `${text}…${close}`;
    text += `${index > 0 ? ', ' : ''}${memberText(member, most - text.length)}`;
  }
  return text + close;
}

function memberText(member: Member, most: number): string {
  if (!('length' in member)) return python(member, most - 1);
  return `${python(member[0], most - 1)}: ${python(member[1], most - 2)}`;
}

function quoted(text: string, most: number): string {
  const head = text.slice(0, most);
  const quote = quoteFor(head);
  const escaped = head.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote + printable(escaped) + (text.length > most ? '…' : '') + quote;
}

function bytesLiteral(bytes: Buffer, most: number): string {
  const head = bytes.subarray(0, most);
  const quote = quoteFor(head.toString('latin1'));
  const text = Array.from(head, (byte) => byteLiteral(byte, quote)).join('');
  return `b${quote}${text}${bytes.length > most ? '…' : ''}${quote}`;
}

/** Python prefers single quotes, unless they occur inside and double ones do not. */
function quoteFor(text: string): string {
  return text.includes("'") && !text.includes('"') ? '"' : "'";
}

function byteLiteral(byte: number, quote: string): string {
  const character = String.fromCharCode(byte);
  if (character === quote || character === '\\') return `\\${character}`;
  return byte > 0 && byte < 0x7f ? printable(character) : `\\x${byte.toString(16).padStart(2, '0')}`;
}

/** Python always writes a point or an exponent, the latter with two digits and from other sizes on than here. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16))
    return value.toExponential().replace(/\d+$/, (exponent) => exponent.padStart(2, '0'));
  if (!Number.isInteger(value)) return `${value}`;
  return `${Object.is(value, -0) ? '-0' : value}.0`;
}
